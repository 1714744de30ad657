import { Badge, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';

import { errorInfoOf } from '../../api/api-failure.ts';
import { auditQuery } from '../../api/queries.ts';
import { answerOf, api } from '../../api/client.ts';
import type { AuditEntry } from '../../api/types.ts';
import { DataView, pagedRows, type Column } from '../../components/data-view.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** `enabled: false → true` for each open value that changed. */
function changeText({ before, after }: AuditEntry): string {
  const names = [...new Set([...Object.keys(before?.facts ?? {}), ...Object.keys(after?.facts ?? {})])];
  const show = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value));
  return names
    .map((name) => ({ name, from: show(before?.facts[name]), to: show(after?.facts[name]) }))
    .filter(({ from, to }) => from !== to)
    .map(({ name, from, to }) => `${name}: ${from} → ${to}`)
    .join(', ');
}

const columns: Column<AuditEntry>[] = [
  { key: 'at', title: 'When', width: 190, render: ({ at }) => <TimeText at={at} /> },
  { key: 'who', title: 'Who', width: 125, render: ({ actor }) => actor.name ?? actor.id },
  { key: 'what', title: 'What', width: 205, render: ({ action }) => <span className="itc-mono">{action}</span> },
  { key: 'object', title: 'Object', width: 240, render: ({ object }) => <span className="itc-mono">{object}</span> },
  { key: 'outcome', title: 'Outcome', width: 90, render: ({ outcome }) => outcome },
  {
    key: 'change',
    title: 'Change',
    width: 280,
    render: (entry) => <span style={{ overflowWrap: 'anywhere' }}>{changeText(entry)}</span>,
  },
];

/** The append-only log of changes, and its verification. */
export function AuditList() {
  const query = useInfiniteQuery(auditQuery);
  const verify = useMutation({ mutationFn: () => answerOf(api.GET('/audit/verification')) });
  return (
    <Section
      title="Changes"
      help="Every change by a person or a token; entries are chained, so that none can be altered or taken out unseen."
      actions={
        <Group gap="xs">
          {verify.data === undefined ? null : (
            <Badge color={verify.data.isIntact ? 'green' : 'red'} variant="light" tt="none">
              {verify.data.isIntact ? `${verify.data.entries} entries, all intact` : 'Not intact'}
            </Badge>
          )}
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
            Verify
          </Button>
        </Group>
      }
    >
      {verify.error === null ? null : <DecodedError error={errorInfoOf(verify.error)} />}
      {verify.data?.isIntact === false ? (
        <Text size="sm" role="alert">
          {verify.data.fault}
          {verify.data.firstBad === null ? '' : ` (entry ${verify.data.firstBad})`}
        </Text>
      ) : null}
      <DataView
        what="changes"
        source={pagedRows(query)}
        columns={columns}
        idOf={({ seq }) => String(seq)}
        empty={<EmptyState title="No change yet">What people and tokens change shows here.</EmptyState>}
      />
    </Section>
  );
}
