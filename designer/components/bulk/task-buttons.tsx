import { Button } from '@mantine/core';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import type { Task } from '../../api/types.ts';
import { usePermission } from '../../app/use-permission.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DecodedError } from '../decoded-error.tsx';
import { CancelErasureText, isErasure } from '../erasure/erasure-text.tsx';
import { taskTitle } from './task-progress.tsx';
import type { useTaskVerbs } from './use-task-verbs.ts';

type Verbs = ReturnType<typeof useTaskVerbs>;

const verbsOf: Record<Task['status'], (keyof Verbs)[]> = {
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  done: [],
  cancelled: [],
  failed: [],
};
const labels: Record<keyof Verbs, string> = { pause: 'Pause', resume: 'Go on', cancel: 'Cancel' };
const failures: Record<keyof Verbs, string> = {
  pause: 'It was not paused',
  resume: 'It does not go on',
  cancel: 'It was not cancelled',
};

/** What a person can do with a task in its state; an erasure is cancelled after asking, and steered only by who may erase. */
export function TaskButtons({ task, verbs }: { task: Task; verbs: Verbs }) {
  const mayErase = usePermission('people.erase');
  const [isAsking, setAsking] = useState(false);
  const asksFirst = isErasure(task);
  if (asksFirst && !mayErase) return null;
  return (
    <>
      {verbsOf[task.status].map((verb) => (
        <Button
          key={verb}
          size="xs"
          variant="default"
          loading={verbs[verb].isPending}
          aria-label={`${labels[verb]}: ${taskTitle(task)}`}
          onClick={() => (verb === 'cancel' && asksFirst ? setAsking(true) : verbs[verb].mutate())}
        >
          {labels[verb]}
        </Button>
      ))}
      <ConfirmDialog
        isOpen={isAsking}
        title="Cancel the erasure?"
        confirmLabel="Cancel the erasure"
        closeLabel="Let it go on"
        isDanger
        isBusy={verbs.cancel.isPending}
        error={verbs.cancel.error}
        onConfirm={() => verbs.cancel.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        <CancelErasureText task={task} />
      </ConfirmDialog>
    </>
  );
}

/** Why what was asked for did not happen. */
export function TaskVerbFailures({ verbs }: { verbs: Verbs }) {
  return (Object.keys(failures) as (keyof Verbs)[]).map((verb) =>
    verbs[verb].isError ? (
      <DecodedError key={verb} error={errorInfoOf(verbs[verb].error)} title={failures[verb]} />
    ) : null,
  );
}
