import { Anchor, Group, Stack, Text } from '@mantine/core';
import { ExternalLinkIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';

import { actionQuery } from '../../api/queries.ts';
import type { ActionDetail } from '../../api/types.ts';
import { QueryState } from '../../components/query-state.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { catalogueLink } from './catalogue-link.tsx';
import { ExampleList } from './example-list.tsx';
import { FieldTable } from './field-table.tsx';
import { SnippetList } from './snippet-list.tsx';
import { TryAction } from './try-action.tsx';

/** One action: what it takes and gives, its limits, examples, other forms, and a dry run. */
export function Component() {
  const { name = '' } = useParams();
  const query = useQuery(actionQuery(name));
  const action = query.data;
  return (
    <Screen
      title={action?.title ?? name}
      lead={action?.summary}
      above={catalogueLink}
      actions={action === undefined ? undefined : <StatusBadge status={action.effect} />}
    >
      <QueryState query={query} what="the action">
        {(loaded) => <Detail key={loaded.name} action={loaded} />}
      </QueryState>
    </Screen>
  );
}

function Detail({ action }: { action: ActionDetail & { snippets?: Record<string, string> } }) {
  const { input, output, examples, antiExamples, snippets } = action;
  const shown: [string, string][] = [
    ['input', 'Input'],
    ['output', "Iterable's answer"],
  ];
  return (
    <ScreenTabs
      label="Parts of the action"
      tabs={[
        { value: 'inputs', label: 'Inputs', content: <FieldTable schema={input} what="inputs" /> },
        { value: 'outputs', label: 'Outputs', content: <FieldTable schema={output} what="outputs" /> },
        { value: 'limits', label: 'Limits', content: <Limits action={action} /> },
        {
          value: 'examples',
          label: 'Examples',
          content: <ExampleList examples={examples} antiExamples={antiExamples} parts={shown} />,
        },
        { value: 'snippets', label: 'Snippets', content: <SnippetList snippets={snippets} /> },
        { value: 'try', label: 'Try it', content: <TryAction action={action} /> },
      ]}
    />
  );
}

const unknownOutcome: Record<ActionDetail['onUnknownOutcome'], string> = {
  retry: 'it is sent again; that changes nothing more',
  hold: 'the job is held until a person decides, for the message may have gone out',
  fail: 'the job fails',
};

function Limits({ action }: { action: ActionDetail }) {
  const { name, endpoint, limit, batch, idempotent, onUnknownOutcome, docs } = action;
  const facts: [string, ReactNode][] = [
    ['Name', <span className="itc-mono">{name}</span>],
    [
      'Endpoint',
      endpoint === null ? (
        'the input decides'
      ) : (
        <span className="itc-mono">{`${endpoint.method} ${endpoint.path}`}</span>
      ),
    ],
    [
      'Limit of Iterable',
      limit === null
        ? 'none published'
        : `${limit.calls} calls in ${limit.perMs / 1_000} s, shared by the ${limit.scope}`,
    ],
    [
      'Bulk',
      batch === null
        ? 'one thing per call'
        : `up to ${batch.maxItems.toLocaleString()} ${batch.items} and ${(batch.maxBytes / 1_000_000).toLocaleString()} MB per call; more is split`,
    ],
    ['Sent twice', idempotent === null ? 'the input decides' : idempotent ? 'changes nothing more' : 'acts twice'],
    ['No answer came', unknownOutcome[onUnknownOutcome]],
  ];
  return (
    <Section title="Limits and behaviour">
      <Stack component="dl" gap="xs" m={0}>
        {facts.map(([term, fact]) => (
          <Group key={term} gap="sm" align="flex-start">
            <Text component="dt" size="sm" c="dimmed" w={150}>
              {term}
            </Text>
            <Text component="dd" size="sm" m={0} flex="1 1 200px" style={{ overflowWrap: 'anywhere' }}>
              {fact}
            </Text>
          </Group>
        ))}
      </Stack>
      <Anchor href={docs} target="_blank" rel="noreferrer" size="sm" underline="always">
        Iterable’s page about this <ExternalLinkIcon aria-label="opens in a new tab" />
      </Anchor>
    </Section>
  );
}
