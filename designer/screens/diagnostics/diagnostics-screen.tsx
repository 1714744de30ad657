import { Box, Button, Flex, Group, Stack, Text } from '@mantine/core';
import { ReloadIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { diagnosticsQuery } from '../../api/send-queries.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { ConnectionFilter } from '../../components/connection-filter.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useFilters } from '../../components/use-filters.ts';

const filterSchema = z.object({ connection: z.optional(z.string()) });

const areas = [
  { area: 'arrive', title: 'Why does nothing arrive?' },
  { area: 'match', title: 'Why does nothing match?' },
  { area: 'send', title: 'Why is nothing sent?' },
] as const;

/** What this server knows about why something does not work; it asks Iterable nothing. */
export function Component() {
  const filters = useFilters(filterSchema);
  const { current } = useCurrentConnection();
  const connection = filters.values.connection ?? current?.name ?? '';
  const query = useQuery({ ...diagnosticsQuery(connection), enabled: connection !== '' });
  return (
    <Screen
      title="Diagnostics"
      lead="Findings from what is kept here: webhooks, messages, settings. Nothing is called."
      actions={
        <Button variant="default" leftSection={<ReloadIcon />} onClick={() => void query.refetch()}>
          Look again
        </Button>
      }
    >
      <Group>
        <ConnectionFilter value={connection} onChange={(name) => filters.set({ connection: name })} />
      </Group>
      {current === null ? (
        <EmptyState title="No connection">Add a connection first.</EmptyState>
      ) : (
        <QueryState query={query} what="the findings">
          {(findings) =>
            areas.map(({ area, title }) => {
              const found = findings.filter((finding) => finding.area === area);
              return (
                <Section key={area} title={title}>
                  {found.length === 0 ? (
                    <Text size="sm" c="dimmed">
                      Nothing to tell.
                    </Text>
                  ) : (
                    <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
                      {found.map(({ name, level, title: what, next, count, lastAt }) => (
                        <Flex key={name} component="li" direction={{ base: 'column', sm: 'row' }} gap="xs">
                          <Box w={110} style={{ flexShrink: 0 }}>
                            <StatusBadge status={level} />
                          </Box>
                          <Stack gap={2} style={{ minWidth: 0 }}>
                            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                              {what}
                              {count === null ? '' : ` (${String(count)})`}
                            </Text>
                            {level === 'ok' ? null : <Text size="sm">{next}</Text>}
                            {lastAt === null ? null : (
                              <Text size="xs" c="dimmed">
                                Last: <TimeText at={lastAt} />
                              </Text>
                            )}
                          </Stack>
                        </Flex>
                      ))}
                    </Stack>
                  )}
                </Section>
              );
            })
          }
        </QueryState>
      )}
    </Screen>
  );
}
