import { Alert, Anchor, Button, Menu, Text } from '@mantine/core';
import { ChevronDownIcon, CounterClockwiseClockIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { answerOf, api } from '../../api/client.ts';
import { connectionsQuery, recipesQuery } from '../../api/queries.ts';
import { useProductionWord } from '../../app/use-production-word.ts';
import type { Connection, EventDetail } from '../../api/types.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { curlText } from '../../components/curl-text.ts';
import { ShowAs } from '../../components/show-as.tsx';
import { EventBookmark } from './event-bookmark.tsx';

/** A command that sends the same call once more; the secret is for the person to fill in. */
const curlOf = ({ payload }: EventDetail, { webhookUrl, secretHeader }: Connection): string =>
  curlText({
    method: payload.method,
    url: webhookUrl + (payload.query === '' ? '' : `?${payload.query}`),
    headers: {
      [secretHeader]: '<webhook secret>',
      ...(payload.contentType === '' ? {} : { 'content-type': payload.contentType }),
    },
    body: payload.text === '' ? undefined : payload.text,
  });

const keyWords = { system_webhook: 'event', journey_webhook: 'workflow', tracking_call: 'call', schedule: 'schedule' };

/** The schema wizard with the events of this trigger. */
function sampleLink({ id, connection, kind, eventName, workflowId }: EventDetail): string {
  const trigger = `${keyWords[kind]}:${(kind === 'journey_webhook' ? workflowId : eventName) ?? 'unknown'}`;
  return `/schemas/new?${new URLSearchParams({ connection, trigger, event: id }).toString()}`;
}

/** What one does with an event: replay it, test a recipe with it, learn from it, find it again, send it by hand. */
export function EventActions({ event }: { event: EventDetail }) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<{ recipe?: string } | null>(null);
  const { data: recipes = [] } = useQuery(recipesQuery);
  const { data: connections = [] } = useQuery(connectionsQuery);
  const connection = connections.find(({ name }) => name === event.connection);
  const replay = useMutation({
    mutationFn: (body: { recipe?: string }) =>
      answerOf(api.POST('/events/{id}/replay', { params: { path: { id: event.id } }, body })),
    onSuccess: async () => {
      setAsked(null);
      await queries.invalidateQueries({ queryKey: ['events'] });
      await queries.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  const word = useProductionWord({ connections: [event.connection] });
  const started = replay.data?.jobs;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<CounterClockwiseClockIcon />} rightSection={<ChevronDownIcon />}>
            Replay
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
          <Menu.Item onClick={() => setAsked({})}>Every recipe that matches</Menu.Item>
          {recipes.map(({ name }) => (
            <Menu.Item key={name} onClick={() => setAsked({ recipe: name })}>
              Only {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDownIcon />}>
            Use
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
          <Menu.Item component={Link} to={sampleLink(event)}>
            As sample for a schema
          </Menu.Item>
          {recipes.map(({ name }) => (
            <Menu.Item key={name} component={Link} to={`/recipes/${name}?event=${event.id}`}>
              As test event of {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <EventBookmark event={event} />
      <ShowAs cli={`events show ${event.id}`} rest={`/events/${event.id}`} json={event} />
      {connection === undefined ? null : (
        <CopyButton value={() => curlOf(event, connection)} what="as cURL" withLabel />
      )}
      <ConfirmDialog
        isOpen={asked !== null}
        title="Replay this event?"
        confirmLabel="Replay"
        isBusy={replay.isPending}
        error={replay.error}
        {...word}
        onConfirm={() => replay.mutate(asked ?? {})}
        onClose={() => setAsked(null)}
      >
        {asked?.recipe === undefined ? 'Every recipe that is switched on and matches' : asked.recipe} starts once more
        from its first step, with its current version. What it sends, it sends again.
      </ConfirmDialog>
      {started === undefined ? null : (
        <Alert color={started.length === 0 ? 'orange' : 'green'} variant="light" role="status" py={6}>
          {started.length === 0 ? (
            <Text size="sm">No recipe that is switched on matches this event.</Text>
          ) : (
            <Text size="sm">
              Started{' '}
              <Anchor component={Link} to={`/jobs/${started[0] ?? ''}`} size="sm" underline="always">
                {started.length === 1 ? 'a job' : `${started.length} jobs`}
              </Anchor>
              .
            </Text>
          )}
        </Alert>
      )}
    </>
  );
}
