import { Anchor, Button, List, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import type { Connection } from '../../api/types.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { EmptyState } from '../../components/states.tsx';

/** What to do when nothing has arrived yet, and why that may be. */
export function NoEvents({ connections }: { connections: Connection[] }) {
  const queries = useQueryClient();
  const sandbox = connections.find(({ sandboxUrl }) => sandboxUrl !== null);
  const send = useMutation({
    mutationFn: (name: string) =>
      answerOf(api.POST('/connections/{name}/sample-event', { params: { path: { name } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['events'] }),
  });
  const first = connections[0];
  if (first === undefined) {
    return (
      <EmptyState
        title="No events yet"
        action={
          <Button component={Link} to="/connections/new">
            Connect Iterable
          </Button>
        }
      >
        A connection gives you the webhook address that Iterable sends events to.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No events yet"
      action={
        sandbox === undefined ? undefined : (
          <Button loading={send.isPending} onClick={() => send.mutate(sandbox.name)}>
            Let the sandbox send an event
          </Button>
        )
      }
    >
      <Stack gap="sm" ta="left">
        <CopyField label={`Webhook address of ${first.name}`} value={first.webhookUrl} />
        <div>
          Nothing arrives although it should? See whether
          <List size="sm" mt={4}>
            <List.Item>the webhook is switched on in Iterable, with the events you wait for;</List.Item>
            <List.Item>
              the address is reachable from the internet by https, and no firewall keeps Iterable out;
            </List.Item>
            <List.Item>
              calls arrive and are refused:{' '}
              <Anchor component={Link} to="/events?tab=refused" size="sm" underline="always">
                refused calls
              </Anchor>{' '}
              name the cause.
            </List.Item>
          </List>
        </div>
        {send.isError ? <DecodedError error={errorInfoOf(send.error)} title="No event was sent" /> : null}
      </Stack>
    </EmptyState>
  );
}
