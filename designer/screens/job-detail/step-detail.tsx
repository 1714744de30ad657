import { Anchor, Badge, Code, Group, Stack, Table, Tabs, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import type { Json, StepAttempt } from '../../api/types.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { iterableCurl } from '../../components/curl-text.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { formatDuration } from '../../components/format-time.ts';
import { JsonTree } from '../../components/json-tree.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import type { StepGroup } from './step-groups.ts';

/** One step: what went in, what came out, what was said on the wire, and each attempt. */
export function StepDetail({ group }: { group: StepGroup }) {
  const { path, action, attempts, last } = group;
  const tabs: [string, string, ReactNode][] = [
    [
      'input',
      'Input',
      <Value key="input" value={last.input as Json} label={`Input of ${path}`} none="This step takes no input." />,
    ],
    [
      'output',
      'Output',
      <Value key="output" value={last.output as Json} label={`Output of ${path}`} none="There is no output." />,
    ],
    ['http', 'Request and response', <Exchanges key="http" attempts={attempts} />],
    ['attempts', `Attempts (${attempts.length})`, <Attempts key="attempts" attempts={attempts} />],
  ];
  return (
    <Section
      title={`Step ${path}`}
      help={
        action === null ? undefined : (
          <Anchor component={Link} to={`/catalogue/actions/${action}`} size="sm" underline="always">
            {action}
          </Anchor>
        )
      }
      actions={
        <Group gap="xs">
          {last.effect === null ? null : <StatusBadge status={last.effect} />}
          {last.outcome === null ? <StatusBadge status="running" /> : <StatusBadge status={last.outcome} />}
        </Group>
      }
    >
      <Tabs defaultValue="input" keepMounted={false} key={path}>
        <Tabs.List aria-label={`Parts of step ${path}`}>
          {tabs.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(([value, , content]) => (
          <Tabs.Panel key={value} value={value} pt="md">
            {content}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}

function Value({ value, label, none }: { value: Json; label: string; none: string }) {
  return value === null ? <Text size="sm">{none}</Text> : <JsonTree value={value} label={label} />;
}

/** The id by which Iterable tells a call that the connector repeats. */
function idempotencyKeys(body: Json): string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  return typeof body['id'] === 'string' && body['id'].startsWith('job_') ? [body['id']] : [];
}

function Exchanges({ attempts }: { attempts: StepAttempt[] }) {
  const exchanges = attempts.flatMap(({ attempt, exchanges: some }) => some.map((exchange) => ({ attempt, exchange })));
  if (exchanges.length === 0) return <Text size="sm">No call left the server.</Text>;
  return (
    <Stack gap="lg">
      {exchanges.map(({ attempt, exchange }, index) => (
        <Stack key={index} gap="xs">
          <Group gap="xs">
            <Badge variant="light" tt="none">
              {exchange.method}
            </Badge>
            <Code className="itc-mono">{exchange.url}</Code>
            <CopyButton
              value={() => iterableCurl({ method: exchange.method, url: exchange.url, body: exchange.requestBody })}
              what="as cURL"
            />
          </Group>
          <Text size="sm" c="dimmed">
            Attempt {attempt}, <TimeText at={exchange.startedAt} />, took {formatDuration(exchange.durationMs)}
            {exchange.requestId === null ? '' : `, request ${exchange.requestId}`}
            {idempotencyKeys(exchange.requestBody as Json).map((key) => `, idempotency key ${key}`)}
          </Text>
          {exchange.requestBody === null ? null : (
            <JsonTree value={exchange.requestBody as Json} label={`Request ${index + 1}`} maxHeight={300} />
          )}
          <Text size="sm" fw={600}>
            {exchange.status === null ? 'No answer came' : `Answer ${exchange.status}`}
          </Text>
          {exchange.responseBody === null ? null : (
            <JsonTree value={exchange.responseBody as Json} label={`Answer ${index + 1}`} maxHeight={300} />
          )}
        </Stack>
      ))}
    </Stack>
  );
}

function Attempts({ attempts }: { attempts: StepAttempt[] }) {
  return (
    <Stack gap="md">
      <Table.ScrollContainer
        minWidth={420}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Table of attempts' } }}
      >
        <Table aria-label="Attempts">
          <Table.Thead>
            <Table.Tr>
              {['Attempt', 'Outcome', 'Began', 'Why it was repeated or ended'].map((title) => (
                <Table.Th key={title} scope="col">
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {attempts.map(({ attempt, outcome, startedAt, error }) => (
              <Table.Tr key={attempt}>
                <Table.Td>{attempt}</Table.Td>
                <Table.Td>
                  <StatusBadge status={outcome ?? 'running'} />
                </Table.Td>
                <Table.Td>
                  <TimeText at={startedAt} />
                </Table.Td>
                <Table.Td>{error?.message ?? '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {attempts
        .filter(({ items }) => items !== null && items.some(({ outcome }) => outcome === 'failed'))
        .map(({ attempt, items }) => (
          <DecodedError
            key={attempt}
            title={`Items that Iterable refused in attempt ${attempt}`}
            error={{
              code: 'ITC_ITERABLE_ITEMS_REJECTED',
              message: (items ?? [])
                .filter(({ outcome }) => outcome === 'failed')
                .slice(0, 20)
                .map(({ index, reason }) => `item ${index}: ${reason ?? 'no reason given'}`)
                .join('; '),
              hint: 'Only these items were not taken.',
            }}
          />
        ))}
    </Stack>
  );
}
