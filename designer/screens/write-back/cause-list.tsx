import { Button, Group, Stack, Text } from '@mantine/core';
import { DownloadIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';

import { bulkCausesQuery, bulkResultsUrl } from '../../api/bulk-queries.ts';
import type { BulkRun } from '../../api/types.ts';
import { settledRows } from '../../components/bulk/run-progress.tsx';
import { formatCount } from '../../components/format-count.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';

/** Why rows did not get through, how many for each reason, what to do, and the rows as files. */
export function CauseList({ run }: { run: BulkRun }) {
  const { id, counts } = run;
  const query = useQuery(bulkCausesQuery(id, settledRows(run)));
  const file = (outcome: 'failed' | 'unknown', label: string) =>
    counts[outcome] === 0 ? null : (
      <Button
        component="a"
        size="xs"
        variant="default"
        leftSection={<DownloadIcon />}
        href={bulkResultsUrl(id, outcome)}
        download
      >
        {label}
      </Button>
    );
  return (
    <Section
      title="Rows that did not get through"
      help="Counted by reason. The files name each row by its number in the source and its person."
      actions={
        <Group gap="xs">
          {file('failed', 'Failed rows')}
          {file('unknown', 'Unknown rows')}
        </Group>
      }
    >
      <QueryState query={query} what="the reasons">
        {(causes) => (
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Reasons">
            {causes.map(({ outcome, reason, hint, rows, firstRow }) => (
              <Stack component="li" key={`${outcome} ${reason}`} gap={2}>
                <Group gap="xs">
                  <StatusBadge status={outcome} />
                  <Text size="sm" fw={600}>
                    {formatCount(rows, 'row')}
                  </Text>
                  <Text size="xs" c="dimmed">
                    the first is row {firstRow.toLocaleString()}
                  </Text>
                </Group>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {reason}
                </Text>
                <Text size="sm" c="dimmed">
                  {hint}
                </Text>
              </Stack>
            ))}
          </Stack>
        )}
      </QueryState>
    </Section>
  );
}
