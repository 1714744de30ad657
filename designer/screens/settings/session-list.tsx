import { Badge, Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answerOf, api } from '../../api/client.ts';
import { sessionsQuery } from '../../api/queries.ts';
import type { OpenSession } from '../../api/types.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';

const columns: Column<OpenSession>[] = [
  { key: 'name', title: 'Session', render: ({ name }) => <span className="itc-mono">{name}</span> },
  {
    key: 'current',
    title: 'Browser',
    render: ({ isCurrent }) =>
      isCurrent ? (
        <Badge variant="light" color="green" tt="none">
          This one
        </Badge>
      ) : (
        'another one'
      ),
  },
  { key: 'createdAt', title: 'Signed in', render: ({ createdAt }) => <TimeText at={createdAt} as="age" /> },
  { key: 'expiresAt', title: 'Ends', render: ({ expiresAt }) => <TimeText at={expiresAt} /> },
];

/** The signed-in browsers, with a way to end all but this one. */
export function SessionList() {
  const queries = useQueryClient();
  const query = useQuery(sessionsQuery);
  const [isAsking, setAsking] = useState(false);
  const others = (query.data ?? []).filter(({ isCurrent }) => !isCurrent).length;
  const end = useMutation({
    mutationFn: () => answerOf(api.DELETE('/sessions')),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <Section
      title="Signed-in browsers"
      help="A session ends twelve hours after it began, and after half an hour without use."
      actions={
        <Button variant="default" disabled={others === 0} onClick={() => setAsking(true)}>
          Sign out others
        </Button>
      }
    >
      <DataView
        what="sessions"
        source={wholeRows(query)}
        columns={columns}
        idOf={({ name }) => name}
        empty={<EmptyState title="No session">Nobody is signed in.</EmptyState>}
      />
      <ConfirmDialog
        isOpen={isAsking}
        title="Sign out other browsers?"
        confirmLabel="Sign out others"
        isDanger
        isBusy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate()}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">
          {others === 1 ? 'One other browser has' : `${others} other browsers have`} to sign in again. What was typed
          there and not saved is lost.
        </Text>
      </ConfirmDialog>
    </Section>
  );
}
