import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { schemaVersionsQuery } from '../../api/queries.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { changeSentence, SchemaChanges } from './schema-changes.tsx';

/** The saved versions, newest first, each with what it changed. */
export function VersionList({ place }: { place: { connection: string; triggerKey: string } }) {
  const query = useQuery(schemaVersionsQuery(place));
  return (
    <QueryState query={query} what="the versions">
      {(versions) =>
        versions.length === 0 ? (
          <EmptyState title="No version saved">
            A saved version is what recipes are mapped against; without one the learned schema counts.
          </EmptyState>
        ) : (
          <Stack gap="sm">
            {versions.map(({ version, createdAt, samples, diff }) => (
              <Section
                key={version}
                title={`Version ${version}`}
                help={
                  <>
                    <TimeText at={createdAt} /> · from {samples.toLocaleString()} events
                  </>
                }
              >
                <Text size="sm">{version === 1 ? 'The first one.' : `${changeSentence(diff)}.`}</Text>
                {diff.added.length + diff.removed.length + diff.changed.length === 0 ? null : (
                  <Disclosure label="Show the fields">
                    <SchemaChanges diff={diff} />
                  </Disclosure>
                )}
              </Section>
            ))}
          </Stack>
        )
      }
    </QueryState>
  );
}
