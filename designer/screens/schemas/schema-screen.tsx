import { Anchor, Button, Text } from '@mantine/core';
import { Pencil2Icon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';

import { driftQuery, schemaCodeQuery, schemaQuery } from '../../api/queries.ts';
import type { TriggerSchema } from '../../api/types.ts';
import { QueryState } from '../../components/query-state.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { DriftList } from './drift-list.tsx';
import { fieldRows } from './field-rows.ts';
import { FieldTree } from './field-tree.tsx';
import { SchemaCode } from './schema-code.tsx';
import { triggerName, wizardLink } from '../../components/trigger-name.ts';
import { VersionList } from './version-list.tsx';

/** The schema of one trigger: its fields, how the last events differ, its versions and its other forms. */
export function Component() {
  const { connection = '', triggerKey = '' } = useParams();
  const place = { connection, triggerKey };
  const query = useQuery(schemaQuery(place));
  const version = query.data?.versions[0]?.version;
  return (
    <Screen
      title={triggerName(triggerKey)}
      above={
        <Anchor component={Link} to="/schemas" size="sm">
          ← Schemas
        </Anchor>
      }
      lead={`${triggerKey.startsWith('workflow:') ? 'Journey webhook' : 'System event'} of ${connection}${
        query.data === undefined || query.data === null
          ? ''
          : ` · learned from ${query.data.samples === 1 ? '1 event' : `${query.data.samples.toLocaleString()} events`} · ${version === undefined ? 'no version saved' : `version ${version}`}`
      }`}
      actions={
        <Button component={Link} to={wizardLink(place)} leftSection={<Pencil2Icon />}>
          Change
        </Button>
      }
    >
      <QueryState query={query} what="the schema">
        {(schema) =>
          schema === null ? (
            <EmptyState
              title="Nothing is known of this trigger"
              action={
                <Button component={Link} to={wizardLink(place)}>
                  Make its schema
                </Button>
              }
            >
              Its first event starts a schema; a sample does as well.
            </EmptyState>
          ) : (
            <Parts key={`${connection} ${triggerKey}`} schema={schema} />
          )
        }
      </QueryState>
    </Screen>
  );
}

function Parts({ schema }: { schema: TriggerSchema }) {
  const { connection, triggerKey, edits, manual } = schema;
  const place = { connection, triggerKey };
  const drift = useQuery(driftQuery(connection));
  const report = drift.data?.find((one) => one.triggerKey === triggerKey);
  const changes = report?.drifts.length ?? 0;
  const rows = fieldRows(schema.schema, schema.fields, edits, manual);
  return (
    <ScreenTabs
      label="Parts of the schema"
      tabs={[
        {
          value: 'fields',
          label: 'Fields',
          content: (
            <Section title="Fields">
              {rows.length === 0 ? (
                <Text size="sm">The payload has no fields.</Text>
              ) : (
                <FieldTree rows={rows} label="Fields" />
              )}
            </Section>
          ),
        },
        {
          value: 'drift',
          label: changes === 0 ? 'Drift' : `Drift (${changes})`,
          content: (
            <QueryState query={drift} what="the last events">
              {() => <DriftList place={place} report={report} />}
            </QueryState>
          ),
        },
        { value: 'versions', label: 'Versions', content: <VersionList place={place} /> },
        {
          value: 'code',
          label: 'Code',
          content: (
            <Section title="Use it">
              <SchemaCode queryOf={(format) => schemaCodeQuery(place, format)} />
            </Section>
          ),
        },
      ]}
    />
  );
}
