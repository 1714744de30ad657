import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { DownloadIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import { bulkResultsUrl } from '../api/bulk-queries.ts';
import type { BulkRun } from '../api/types.ts';
import { RunProgress, settledRows } from '../components/bulk/run-progress.tsx';
import { RunVerbs } from '../components/bulk/run-verbs.tsx';
import { DecodedError } from '../components/decoded-error.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { TimeText } from '../components/time-text.tsx';

/** A bulk run as it goes: how far it is, how fast, why it waits, what to do with it, and its results. */
export function BulkRunCard({ run, onLeave }: { run: BulkRun; onLeave: () => void }) {
  const { id, action, connection, status, counts, error } = run;
  const name = `${action} at ${connection}`;
  return (
    <Stack gap={6} className="itc-card" p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={0} miw={0}>
          <Anchor
            component={Link}
            to={`/write-backs/${id}`}
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
            onClick={onLeave}
          >
            {action}
          </Anchor>
          <Text size="xs" c="dimmed">
            Bulk run at {connection}, <TimeText at={run.createdAt} as="age" />
          </Text>
        </Stack>
        <StatusBadge status={status} />
      </Group>
      <RunProgress run={run} name={name} />
      {error === null ? null : <DecodedError error={error} title="The run stopped" />}
      <Group gap="xs">
        <RunVerbs run={run} name={name} />
        {settledRows(run) === 0 ? null : (
          <Button
            component="a"
            size="xs"
            variant="default"
            leftSection={<DownloadIcon />}
            href={bulkResultsUrl(id)}
            download
          >
            Results
          </Button>
        )}
        {counts.failed === 0 ? null : (
          <Anchor size="sm" underline="always" href={bulkResultsUrl(id, 'failed')} download>
            Failed rows
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}
