import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { knownConsentQuery, type ConsentEntry, type KnownConsent } from '../../api/consent-queries.ts';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { PersonFilter, personOf } from '../../components/person-filter.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { eventText, preferenceTexts, sourceTexts } from './consent-texts.ts';

type Entry = ConsentEntry & { id: string };

const columns: Column<Entry>[] = [
  { key: 'event', title: 'What happened', render: ({ event }) => eventText(event) },
  { key: 'notice', title: 'Notice', render: ({ notice }) => notice ?? '–' },
  {
    key: 'preference',
    title: 'Preference',
    render: ({ preference }) => (preference === null ? '–' : preferenceTexts[preference].label),
  },
  { key: 'source', title: 'From', render: ({ source }) => sourceTexts[source] ?? source },
  {
    key: 'subscriptions',
    title: 'Subscriptions',
    render: ({ subscriptions, code }) => (
      <Stack gap={0}>
        <Text size="sm" className="itc-mono" style={{ overflowWrap: 'anywhere' }}>
          {subscriptions.length === 0 ? '–' : subscriptions.join(', ')}
        </Text>
        {code === undefined ? null : (
          <Text size="xs" className="itc-mono">
            {code}
          </Text>
        )}
      </Stack>
    ),
  },
  { key: 'at', title: 'At', render: ({ at }) => <TimeText at={at} /> },
];

function Preferences({ preferences, isPushing }: KnownConsent) {
  return (
    <Section
      title="Preferences"
      help={isPushing ? 'Iterable is being brought to them.' : 'Iterable was brought to them.'}
    >
      {preferences.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing is known of the notices that are mapped now.
        </Text>
      ) : (
        <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Preferences">
          {preferences.map(({ notice, preference, decidedAt, source }) => (
            <Group component="li" key={notice} gap="sm">
              <StatusBadge {...preferenceTexts[preference]} />
              <Text size="sm" fw={600}>
                {notice}
              </Text>
              <Text size="sm" c="dimmed">
                {sourceTexts[source] ?? source}, <TimeText at={decidedAt} />
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}

/** What one person prefers and how that came about. */
export function PersonConsent({ connection }: { connection: string }) {
  const [person, setPerson] = useState<string>();
  const query = useQuery({
    ...knownConsentQuery(connection, personOf(person)),
    enabled: connection !== '' && person !== undefined,
  });
  return (
    <Stack gap="md">
      <Group>
        <PersonFilter value={person} onChange={setPerson} />
      </Group>
      {person === undefined ? (
        <EmptyState title="Whose consent?">
          Enter an address or a user ID. It is not kept in the address of this page.
        </EmptyState>
      ) : (
        <QueryState query={query} what="the preferences">
          {(found) =>
            found.known ? (
              <>
                <Preferences {...found} />
                <DataView
                  what="entries of the history"
                  source={wholeRows({
                    ...query,
                    data: found.history.map((entry, index) => ({ ...entry, id: String(index) })).toReversed(),
                  })}
                  columns={columns}
                  idOf={({ id }) => id}
                  empty={<EmptyState title="No history">Nothing has changed since the person is known.</EmptyState>}
                />
              </>
            ) : (
              <EmptyState title="This person is not known">
                No preference came from outside, and no webhook told one.
              </EmptyState>
            )
          }
        </QueryState>
      )}
    </Stack>
  );
}
