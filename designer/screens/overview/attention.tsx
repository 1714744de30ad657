import { Anchor, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import {
  CheckCircledIcon,
  CrossCircledIcon,
  ExclamationTriangleIcon,
  HandIcon,
  LayersIcon,
} from '@radix-ui/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { driftQuery, jobPageQuery, queueQuery } from '../../api/history-queries.ts';
import { connectionHealthQuery, connectionsQuery } from '../../api/queries.ts';
import type { ConnectionHealth } from '../../api/types.ts';
import { formatCount } from '../../components/format-count.ts';
import { Section } from '../../components/section.tsx';
import { FailureState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';

const refreshMs = 10_000;
const maxCounted = 50;

interface Matter {
  key: string;
  color: string;
  Icon: typeof HandIcon;
  words: ReactNode;
  to: string;
  link: string;
}

function connectionMatters({ connection, lastTest, rejected }: ConnectionHealth): Matter[] {
  const found: Matter[] = [];
  if (lastTest !== null && lastTest.state !== 'connected') {
    found.push({
      key: `test ${connection}`,
      color: 'red',
      Icon: CrossCircledIcon,
      words: `The last test of ${connection} failed.`,
      to: `/connections/${connection}`,
      link: 'See the connection',
    });
  }
  if (rejected.lastDay > 0) {
    found.push({
      key: `rejected ${connection}`,
      color: 'orange',
      Icon: ExclamationTriangleIcon,
      words: `${rejected.lastDay.toLocaleString()} webhook ${rejected.lastDay === 1 ? 'call' : 'calls'} to ${connection} refused in 24 hours: ${rejected.last?.message ?? ''}`,
      to: `/events?tab=refused&connection=${connection}`,
      link: 'See the refused calls',
    });
  }
  return found;
}

/** What needs a person, the worst first; nothing else is said here. */
export function Attention() {
  const queue = useQuery({ ...queueQuery, refetchInterval: refreshMs });
  const failed = useQuery({
    ...jobPageQuery({ status: 'failed', isNewest: 'true', limit: maxCounted }),
    refetchInterval: refreshMs,
  });
  const { data: connections = [] } = useQuery(connectionsQuery);
  const healths = useQueries({
    queries: connections.map(({ name }) => ({ ...connectionHealthQuery(name), refetchInterval: refreshMs })),
  });
  const drifts = useQueries({ queries: connections.map(({ name }) => driftQuery(name)) });

  const held = queue.data?.statuses.held ?? 0;
  const waiting = queue.data?.statuses.waiting ?? 0;
  const lastFailed = failed.data?.items[0];
  const matters: Matter[] = [];
  if (held > 0) {
    matters.push({
      key: 'held',
      color: 'orange',
      Icon: HandIcon,
      words: `${held.toLocaleString()} ${held === 1 ? 'send waits' : 'sends wait'} for your decision: nobody knows whether ${held === 1 ? 'it' : 'they'} went out.`,
      to: '/jobs?status=held',
      link: 'Release or discard',
    });
  }
  if (lastFailed !== undefined) {
    matters.push({
      key: 'failed',
      color: 'red',
      Icon: CrossCircledIcon,
      words: (
        <>
          {formatCount(failed.data?.items.length ?? 0, 'failed job')}
          {failed.data?.next === null ? '' : ' or more'} not run again since, the last{' '}
          <TimeText at={lastFailed.createdAt} as="age" /> ({lastFailed.recipe}):{' '}
          {lastFailed.error?.message ?? lastFailed.reason}
        </>
      ),
      to: '/jobs?status=failed&isNewest=true',
      link: 'See the failed jobs',
    });
  }
  matters.push(...healths.flatMap(({ data }) => (data === undefined ? [] : connectionMatters(data))));
  if (waiting > 0) {
    matters.push({
      key: 'waiting',
      color: 'yellow',
      Icon: ExclamationTriangleIcon,
      words: `${waiting.toLocaleString()} ${waiting === 1 ? 'job waits' : 'jobs wait'} for the next attempt.`,
      to: '/jobs?status=waiting',
      link: 'See what they wait for',
    });
  }
  for (const [index, { data = [] }] of drifts.entries()) {
    const connection = connections[index]?.name ?? '';
    for (const { triggerKey, drifts: found } of data) {
      const used = found.filter(({ recipes }) => recipes.length > 0);
      if (used.length === 0) continue;
      matters.push({
        key: `drift ${connection} ${triggerKey}`,
        color: 'yellow',
        Icon: LayersIcon,
        words: `Drift in ${triggerKey}: ${used[0]?.message ?? ''}${used.length === 1 ? '' : ` And ${used.length - 1} more.`}`,
        to: `/schemas/${connection}/${encodeURIComponent(triggerKey)}?tab=drift`,
        link: 'See what changed',
      });
    }
  }
  const error = queue.error ?? failed.error;
  return (
    <Section title="Needs attention">
      {error === null ? null : (
        <FailureState error={error} title="This list may be out of date" onRetry={() => void queue.refetch()} />
      )}
      {matters.length === 0 ? (
        <Group gap="sm" role="status">
          <ThemeIcon color="green" variant="light" aria-hidden>
            <CheckCircledIcon />
          </ThemeIcon>
          <Text size="sm">{queue.data === undefined ? 'Looking…' : 'Nothing waits for you.'}</Text>
        </Group>
      ) : (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Needs attention">
          {matters.map(({ key, color, Icon, words, to, link }) => (
            <Group component="li" key={key} gap="sm" wrap="nowrap" align="flex-start">
              <ThemeIcon color={color} variant="light" aria-hidden>
                <Icon />
              </ThemeIcon>
              <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
                {words}{' '}
                <Anchor component={Link} to={to} size="sm" underline="always">
                  {link}
                </Anchor>
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
