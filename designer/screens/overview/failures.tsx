import { Anchor, Box, Group, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';

import type { JobStatistics } from '../../api/types.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';

const shown = 12;

/** Failed jobs by recipe and cause, ranked; each leads to its jobs. */
export function Failures({ jobs, from }: { jobs: UseQueryResult<JobStatistics>; from: string }) {
  return (
    <Section title="Failures by cause">
      <QueryState query={jobs} what="failures">
        {({ failures }) => {
          const most = failures[0]?.jobs ?? 0;
          if (most === 0) return <EmptyState title="All well">No job failed in this time.</EmptyState>;
          return (
            <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Failures by cause">
              {failures.slice(0, shown).map(({ recipe, code, jobs: count, message }) => (
                <Stack component="li" key={`${recipe} ${code}`} gap={2}>
                  <Group justify="space-between" wrap="nowrap" gap="sm">
                    <Anchor
                      component={Link}
                      to={`/jobs?${new URLSearchParams({ status: 'failed', recipe, code, from }).toString()}`}
                      size="sm"
                      underline="always"
                      className="itc-clip"
                    >
                      {recipe}: {message === '' ? code : message}
                    </Anchor>
                    <Text size="sm" fw={600}>
                      {count.toLocaleString()}
                    </Text>
                  </Group>
                  <Box h={6} bg="red.6" w={`${Math.max((count / most) * 100, 1)}%`} style={{ borderRadius: 3 }} />
                </Stack>
              ))}
            </Stack>
          );
        }}
      </QueryState>
    </Section>
  );
}
