import { Alert, Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { CheckCircledIcon, PaperPlaneIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { connectionHealthQuery } from '../../api/queries.ts';
import { DecodedError } from '../decoded-error.tsx';
import { TimeText } from '../time-text.tsx';

const pollMs = 2_000;

interface FirstEventPanelProps {
  connection: string;
  /** whether the bundled sandbox can send one */
  canSend: boolean;
}

/** Waits for the first event of a connection and turns green when it is there; refused calls are shown with their cause. */
export function FirstEventPanel({ connection, canSend }: FirstEventPanelProps) {
  const health = useQuery({
    ...connectionHealthQuery(connection),
    refetchInterval: ({ state }) => ((state.data?.lastEvent ?? null) === null ? pollMs : false),
  });
  const send = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/connections/{name}/sample-event', { params: { path: { name: connection } } })),
    onSuccess: () => health.refetch(),
  });
  const event = health.data?.lastEvent ?? null;
  const refused = health.data?.rejected.last ?? null;
  return (
    <Stack gap="sm">
      <div role="status">
        {event === null ? (
          <Alert
            color="gray"
            variant="light"
            icon={<Loader size={16} aria-hidden />}
            title="Waiting for the first event"
          >
            <Text size="sm">This turns green as soon as one arrives. You can go on meanwhile.</Text>
          </Alert>
        ) : (
          <Alert color="green" variant="light" icon={<CheckCircledIcon />} title="Events arrive">
            <Text size="sm">
              {event.eventName ?? 'An event'} came <TimeText at={event.receivedAt} as="age" />.{' '}
              <Anchor component={Link} to={`/events?connection=${connection}`} size="sm" underline="always">
                See the events
              </Anchor>
            </Text>
          </Alert>
        )}
      </div>
      {refused === null || event !== null ? null : (
        <Alert color="red" variant="light" title="A call was refused">
          <Text size="sm">
            {refused.message} ({refused.code}, <TimeText at={refused.at} as="age" />)
          </Text>
        </Alert>
      )}
      {canSend ? (
        <Group>
          <Button
            variant="default"
            leftSection={<PaperPlaneIcon />}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            Let the sandbox send an event
          </Button>
        </Group>
      ) : null}
      {send.isError ? <DecodedError error={errorInfoOf(send.error)} title="No event was sent" /> : null}
    </Stack>
  );
}
