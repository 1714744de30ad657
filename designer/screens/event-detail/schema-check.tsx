import { Alert, Anchor, Code, List, Text } from '@mantine/core';
import { CheckCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { schemaCheckQuery } from '../../api/history-queries.ts';
import type { EventDetail } from '../../api/types.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';

const bases = {
  saved: (version: number | null) => `version ${String(version)} of its schema`,
  learned: () => 'what was learned from earlier events',
};

/** Whether the payload looks as the recipes expect. */
export function SchemaCheck({ event }: { event: EventDetail }) {
  const check = useQuery(schemaCheckQuery(event.id));
  return (
    <QueryState query={check} what="the schema check" lines={3}>
      {({ triggerKey, basis, version, faults }) => {
        if (basis === 'nothing') {
          return (
            <EmptyState title="Nothing to compare with">
              No schema is known for events of this kind yet. It is learned from the first ones.
            </EmptyState>
          );
        }
        const words = bases[basis](version);
        const link = (
          <Anchor
            component={Link}
            to={`/schemas/${event.connection}/${encodeURIComponent(triggerKey ?? '')}`}
            size="sm"
            underline="always"
          >
            {triggerKey}
          </Anchor>
        );
        return (
          <Section
            title={faults.length === 0 ? 'The payload fits' : 'The payload differs'}
            help={
              <>
                Compared with {words}: {link}
              </>
            }
          >
            {faults.length === 0 ? (
              <Alert color="green" variant="light" icon={<CheckCircledIcon />}>
                <Text size="sm">Every field has a type that is expected.</Text>
              </Alert>
            ) : (
              <Alert
                color="orange"
                variant="light"
                icon={<ExclamationTriangleIcon />}
                title={`${faults.length} differences`}
              >
                <List size="sm">
                  {faults.map(({ path, message }) => (
                    <List.Item key={`${path} ${message}`}>
                      <Code>{path === '' ? '(whole payload)' : path}</Code> {message}
                    </List.Item>
                  ))}
                </List>
              </Alert>
            )}
          </Section>
        );
      }}
    </QueryState>
  );
}
