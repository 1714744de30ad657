import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { consentDriftQuery, type ConsentDrift } from '../../api/consent-queries.ts';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { EmptyState, FailureState, LoadingState } from '../../components/states.tsx';
import { preferenceTexts } from './consent-texts.ts';

const columns: Column<ConsentDrift>[] = [
  {
    key: 'person',
    title: 'Person',
    render: ({ email, userId }) => <span style={{ overflowWrap: 'anywhere' }}>{email ?? userId}</span>,
  },
  { key: 'notice', title: 'Notice', render: ({ notice }) => notice },
  {
    key: 'subscription',
    title: 'Subscription',
    render: ({ subscription }) => <span className="itc-mono">{subscription}</span>,
  },
  { key: 'stored', title: 'Stored here', render: ({ stored }) => preferenceTexts[stored].label },
  {
    key: 'iterable',
    title: 'In Iterable',
    render: ({ iterable }) => (iterable === null ? 'No such user' : preferenceTexts[iterable].label),
  },
];

/** Compares what is stored with Iterable, page by page and only when asked: each person costs a read there. */
export function DriftReport({ connection }: { connection: string }) {
  const [isAsked, setAsked] = useState(false);
  const [cursor, setCursor] = useState<string>();
  const query = useQuery({ ...consentDriftQuery(connection, cursor), enabled: isAsked && connection !== '' });
  const start = (): void => {
    setCursor(undefined);
    if (isAsked) void query.refetch();
    setAsked(true);
  };
  const begin = (
    <Button onClick={start} loading={query.isFetching} disabled={connection === ''}>
      Compare with Iterable
    </Button>
  );
  if (!isAsked) {
    return (
      <EmptyState title="Is Iterable what is stored here?" action={begin}>
        Reads the profiles of 50 people at a time, and changes nothing.
      </EmptyState>
    );
  }
  const { data } = query;
  if (data === undefined) {
    return query.error === null ? (
      <LoadingState what="the comparison" />
    ) : (
      <FailureState error={query.error} title="The comparison did not run" onRetry={() => void query.refetch()} />
    );
  }
  return (
    <Stack gap="md">
      <Group>
        {begin}
        <Button
          variant="default"
          disabled={data.next === null || query.isFetching}
          onClick={() => setCursor(data.next ?? undefined)}
        >
          Next people
        </Button>
      </Group>
      <Alert
        color={data.drift.length === 0 && data.unread === 0 ? 'green' : 'yellow'}
        variant="light"
        role="status"
        title={`${String(data.checked)} people compared`}
      >
        <Text size="sm">
          {data.drift.length} subscriptions differ
          {data.unread === 0 ? '.' : `; ${String(data.unread)} people could not be read.`}
          {data.next === null ? ' These were all people.' : ' There are more people.'}
        </Text>
      </Alert>
      <DataView
        what="differences"
        source={wholeRows({ ...query, data: data.drift })}
        columns={columns}
        idOf={({ email, userId, subscription }) => `${email ?? ''} ${userId ?? ''} ${subscription}`}
        empty={<EmptyState title="No difference">Iterable is what is stored here for these people.</EmptyState>}
      />
    </Stack>
  );
}
