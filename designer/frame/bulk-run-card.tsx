import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { DownloadIcon } from '@radix-ui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../api/api-failure.ts';
import { answerOf, api } from '../api/client.ts';
import { bulkRunsQuery } from '../api/queries.ts';
import type { BulkRun } from '../api/types.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { DecodedError } from '../components/decoded-error.tsx';
import { formatCount } from '../components/format-count.ts';
import { formatDuration } from '../components/format-time.ts';
import { StatusBadge } from '../components/status-badge.tsx';
import { TimeText } from '../components/time-text.tsx';

type Verb = 'pause' | 'resume' | 'cancel';

/** What a person can do with a run in its state. */
const verbsOf: Record<BulkRun['status'], Verb[]> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  failed: ['resume', 'cancel'],
  cancelled: [],
  done: [],
};
const verbLabels: Record<Verb, string> = { pause: 'Pause', resume: 'Go on', cancel: 'Cancel' };

const countLooks = [
  { key: 'accepted', label: 'accepted', color: 'green.8' },
  { key: 'failed', label: 'failed', color: 'red.8' },
  { key: 'unknown', label: 'unknown', color: 'orange.8' },
  { key: 'skipped', label: 'skipped', color: 'gray.6' },
] as const;

const change = (id: string, verb: Verb) => {
  const at = { params: { path: { id } } };
  const calls = {
    pause: () => api.POST('/bulk/{id}/pause', at),
    resume: () => api.POST('/bulk/{id}/resume', at),
    cancel: () => api.POST('/bulk/{id}/cancel', at),
  };
  return answerOf(calls[verb]());
};

/** A bulk run as it goes: how far it is, how fast, why it waits, what to do with it, and its results. */
export function BulkRunCard({ run }: { run: BulkRun }) {
  const { id, action, connection, status, counts, progress, error } = run;
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: (verb: Verb) => change(id, verb),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: bulkRunsQuery.queryKey });
    },
  });
  const rows = countLooks.reduce((sum, { key }) => sum + counts[key], 0);
  const share = progress === null || progress.totalBytes === 0 ? null : progress.bytes / progress.totalBytes;
  const name = `${action} at ${connection}`;
  return (
    <Stack gap={6} className="itc-card" p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={0} miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {action}
          </Text>
          <Text size="xs" c="dimmed">
            Bulk run at {connection}, <TimeText at={run.createdAt} as="age" />
          </Text>
        </Stack>
        <StatusBadge status={status} />
      </Group>
      {share === null ? null : (
        <Progress.Root size="lg">
          {countLooks.map(({ key, label, color }) =>
            counts[key] === 0 ? null : (
              <Progress.Section
                key={key}
                value={(100 * share * counts[key]) / Math.max(rows, 1)}
                color={color}
                aria-label={`${name}: ${label}`}
              />
            ),
          )}
        </Progress.Root>
      )}
      <Text size="sm">
        {rows === 0
          ? 'No row has a result yet'
          : countLooks
              .filter(({ key }) => counts[key] > 0)
              .map(({ key, label }) => `${counts[key].toLocaleString()} ${label}`)
              .join(', ')}
        {share === null ? '' : ` · ${Math.round(100 * share)} %`}
        {typeof progress?.rowsPerSecond === 'number' ? ` · ${Math.round(progress.rowsPerSecond)} rows/s` : ''}
        {typeof progress?.etaMs === 'number' ? ` · about ${formatDuration(progress.etaMs)} left` : ''}
      </Text>
      {progress === null || progress.wait === null ? null : (
        <Text size="sm">
          Waits: {progress.wait.reason}; goes on <TimeText at={progress.wait.until} as="age" />
        </Text>
      )}
      {error === null ? null : <DecodedError error={error} title="The run stopped" />}
      {act.isError && !isAsking ? <DecodedError error={errorInfoOf(act.error)} /> : null}
      <Group gap="xs">
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
        {rows === 0 ? null : (
          <Button
            component="a"
            size="xs"
            variant="default"
            leftSection={<DownloadIcon />}
            href={`/api/v1/bulk/${encodeURIComponent(id)}/results?format=csv`}
            download
          >
            Results
          </Button>
        )}
        {counts.failed === 0 ? null : (
          <Anchor
            size="sm"
            underline="always"
            href={`/api/v1/bulk/${encodeURIComponent(id)}/results?format=csv&outcome=failed`}
            download
          >
            Failed rows
          </Anchor>
        )}
      </Group>
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
    </Stack>
  );
}
