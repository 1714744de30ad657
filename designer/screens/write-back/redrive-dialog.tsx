import { Checkbox, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { redriveBulkRun } from '../../api/bulk-queries.ts';
import type { BulkRun } from '../../api/types.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { formatCount } from '../../components/format-count.ts';

interface RedriveDialogProps {
  run: BulkRun;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks which rows are taken again, and shows the run that does it. */
export function RedriveDialog({ run, isOpen, onClose }: RedriveDialogProps) {
  const { failed, unknown } = run.counts;
  const [chosen, setTakesUnknown] = useState(false);
  // the counts move on while the page is open, so this is not decided when it opens
  const takesUnknown = unknown > 0 && (chosen || failed === 0);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const redrive = useMutation({
    mutationFn: () =>
      redriveBulkRun(run.id, [
        ...(failed > 0 ? (['failed'] as const) : []),
        ...(takesUnknown ? (['unknown'] as const) : []),
      ]),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['bulk'] });
      onClose();
      await navigate(`/write-backs/${id}`);
    },
  });
  const rows = failed + (takesUnknown ? unknown : 0);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Write rows again?"
      confirmLabel={`Write ${formatCount(rows, 'row')} again`}
      isBusy={redrive.isPending}
      error={redrive.error}
      onConfirm={() => redrive.mutate()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <span>
          A new run takes these rows of the same source with the same mapping, and no others; what was accepted is not
          sent again. Corrected rows need a new write-back.
        </span>
        {unknown === 0 || failed === 0 ? null : (
          <Checkbox
            label={`Also the ${formatCount(unknown, 'row')} of unknown outcome`}
            description="Iterable may have taken them already: look at one there first."
            checked={takesUnknown}
            onChange={(event) => setTakesUnknown(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
