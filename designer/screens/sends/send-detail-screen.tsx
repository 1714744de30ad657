import { Anchor, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';

import { sendQuery } from '../../api/send-queries.ts';
import { FactList } from '../../components/fact-list.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { matchTexts } from './match-texts.ts';

const refreshMs = 5_000;

function Origin({ origin, place }: { origin: string | null; place: string | null }) {
  if (origin === null) return 'a call by hand';
  const words = place === null ? origin : `${origin}, ${place}`;
  if (!origin.startsWith('job_')) return words;
  return (
    <Anchor component={Link} to={`/jobs/${origin}`} size="sm" underline="always">
      {words}
    </Anchor>
  );
}

/** One message: who sent it, what Iterable said, and everything that webhooks told afterwards. */
export function Component() {
  const { id = '' } = useParams();
  const query = useQuery({ ...sendQuery(id), refetchInterval: refreshMs });
  return (
    <Screen
      title="Message"
      above={
        <Anchor component={Link} to="/messages" size="sm" underline="always">
          Messages
        </Anchor>
      }
    >
      <QueryState query={query} what="the message">
        {({ events, ...send }) => (
          <>
            <Section title="Facts">
              <FactList
                facts={[
                  ['Status', <StatusBadge key="status" status={send.status} />],
                  ...(send.error === null ? [] : [['Refused with', send.error] as [string, string]]),
                  ['To', send.email ?? send.userId],
                  ['Sent by', <Origin key="origin" origin={send.origin} place={send.place} />],
                  ['Action', send.action],
                  ['Channel', send.channel.replace('_', ' ')],
                  ['Campaign', String(send.campaignId)],
                  ['When', <TimeText key="at" at={send.createdAt} />],
                  ['Send id', send.id],
                  ['Message id of Iterable', send.messageId ?? 'not told yet'],
                ]}
              />
            </Section>
            <Section title="Timeline" help="What Iterable told, the oldest first.">
              {events.length === 0 ? (
                <EmptyState title="Nothing told yet">
                  Iterable tells of a message by system webhooks. Tick send, open, click, bounce, complaint, unsubscribe
                  and skip in its form.
                </EmptyState>
              ) : (
                <Timeline active={events.length - 1} bulletSize={14} lineWidth={2}>
                  {events.map((event) => (
                    <Timeline.Item key={event.id} title={event.type}>
                      <Text size="sm">
                        {event.eventName}
                        {event.detail === null ? '' : ` · ${event.detail}`} ·{' '}
                        <TimeText at={event.happenedAt ?? event.receivedAt} />
                      </Text>
                      <Text size="xs" c="dimmed">
                        Found {matchTexts[event.match]} ·{' '}
                        <Anchor component={Link} to={`/events/${event.id}`} size="xs" underline="always">
                          event as it came
                        </Anchor>
                      </Text>
                    </Timeline.Item>
                  ))}
                </Timeline>
              )}
            </Section>
          </>
        )}
      </QueryState>
    </Screen>
  );
}
