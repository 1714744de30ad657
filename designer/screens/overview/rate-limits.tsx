import { Code, Progress, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { rateLimitsQuery } from '../../api/history-queries.ts';
import { formatDuration } from '../../components/format-time.ts';
import { formatCount } from '../../components/format-count.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { TimeText } from '../../components/time-text.tsx';

const refreshMs = 5_000;
const minuteMs = 60_000;

interface Limit {
  calls: number;
  perMs: number;
}

/** Share of what the limit lets through in a minute. */
const shareOf = (lastMinute: number, { calls, perMs }: Limit): number =>
  Math.min(100, (lastMinute / ((calls * minuteMs) / perMs)) * 100);

/** How much of Iterable's published limits this server used. */
export function RateLimits() {
  const query = useQuery({ ...rateLimitsQuery, refetchInterval: refreshMs });
  return (
    <Section title="Rate-limit budget" help="Calls of this server in the last minute against Iterable's limits.">
      <QueryState query={query} what="the rate limits" lines={2}>
        {(uses) =>
          uses.length === 0 ? (
            <Text size="sm">No call counted against a limit in the last minute.</Text>
          ) : (
            <Table.ScrollContainer
              minWidth={520}
              scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Table of rate limits' } }}
            >
              <Table aria-label="Rate limits">
                <Table.Thead>
                  <Table.Tr>
                    {['Endpoint', 'Limit', 'Used in the last minute', 'State'].map((title) => (
                      <Table.Th key={title} scope="col">
                        {title}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {uses.map(({ where, sharedBy, method, path, lastMinute, limit, blockedUntil }) => (
                    <Table.Tr key={`${where} ${sharedBy} ${method} ${path}`}>
                      <Table.Td>
                        <Code className="itc-mono">
                          {method} {path}
                        </Code>
                        <Text size="xs" c="dimmed">
                          {where}
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        {limit === null
                          ? 'none published'
                          : `${limit.calls.toLocaleString()} in ${formatDuration(limit.perMs)} per ${sharedBy}`}
                      </Table.Td>
                      <Table.Td miw={140}>
                        <Stack gap={2}>
                          <Text size="sm">{formatCount(lastMinute, 'call')}</Text>
                          {limit === null ? null : (
                            <Progress value={shareOf(lastMinute, limit)} aria-label={`Budget used of ${path}`} />
                          )}
                        </Stack>
                      </Table.Td>
                      <Table.Td>
                        {blockedUntil === null ? (
                          'free'
                        ) : (
                          <>
                            Iterable asked to wait, goes on <TimeText at={blockedUntil} as="age" />
                          </>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </QueryState>
    </Section>
  );
}
