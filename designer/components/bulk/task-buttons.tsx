import { Button } from '@mantine/core';

import { errorInfoOf } from '../../api/api-failure.ts';
import type { Task } from '../../api/types.ts';
import { DecodedError } from '../decoded-error.tsx';
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

/** What a person can do with a task in its state. */
export function TaskButtons({ task, verbs }: { task: Task; verbs: Verbs }) {
  return verbsOf[task.status].map((verb) => (
    <Button
      key={verb}
      size="xs"
      variant="default"
      loading={verbs[verb].isPending}
      aria-label={`${labels[verb]}: ${taskTitle(task)}`}
      onClick={() => verbs[verb].mutate()}
    >
      {labels[verb]}
    </Button>
  ));
}

/** Why what was asked for did not happen. */
export function TaskVerbFailures({ verbs }: { verbs: Verbs }) {
  return (Object.keys(failures) as (keyof Verbs)[]).map((verb) =>
    verbs[verb].isError ? (
      <DecodedError key={verb} error={errorInfoOf(verbs[verb].error)} title={failures[verb]} />
    ) : null,
  );
}
