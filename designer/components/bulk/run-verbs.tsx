import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { changeBulkRun, type BulkVerb } from '../../api/bulk-queries.ts';
import type { BulkRun } from '../../api/types.ts';
import { usePermission } from '../../app/use-permission.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DecodedError } from '../decoded-error.tsx';
import { formatCount } from '../format-count.ts';
import { settledRows } from './run-progress.tsx';

/** What a person can do with a run in its state. */
const verbsOf: Record<BulkRun['status'], BulkVerb[]> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  failed: ['resume', 'cancel'],
  cancelled: [],
  done: [],
};
const verbLabels: Record<BulkVerb, string> = { pause: 'Pause', resume: 'Go on', cancel: 'Cancel' };

/** The buttons of a bulk run for those who may steer it; cancelling asks first. @param name names them for screen readers */
export function RunVerbs({ run, name }: { run: BulkRun; name: string }) {
  const { id, status } = run;
  const mayRun = usePermission('bulk.run');
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: (verb: BulkVerb) => changeBulkRun(id, verb),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ['bulk'] });
    },
  });
  const rows = settledRows(run);
  if (!mayRun) return null;
  return (
    <>
      {verbsOf[status].map((verb) => (
        <Button
          key={verb}
          size="xs"
          variant="default"
          loading={act.isPending && act.variables === verb}
          aria-label={`${verbLabels[verb]}: ${name}`}
          onClick={() => (verb === 'cancel' ? setAsking(true) : act.mutate(verb))}
        >
          {verbLabels[verb]}
        </Button>
      ))}
      {act.isError && !isAsking ? <DecodedError error={errorInfoOf(act.error)} /> : null}
      <ConfirmDialog
        isOpen={isAsking}
        title="Cancel the bulk run?"
        confirmLabel="Cancel the run"
        closeLabel="Let it go on"
        isDanger
        isBusy={act.isPending}
        error={act.error}
        onConfirm={() => act.mutate('cancel')}
        onClose={() => setAsking(false)}
      >
        The calls under way still end.{' '}
        {rows === 0 ? 'No row has a result yet' : `${formatCount(rows, 'row')} keep the result`}; the rest is not sent.
      </ConfirmDialog>
    </>
  );
}
