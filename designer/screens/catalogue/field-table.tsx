import { Code, Text } from '@mantine/core';

import type { JsonSchema } from '../../api/types.ts';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { EmptyState } from '../../components/states.tsx';
import { fieldsOf, type FieldSpec } from '../../fields/field-spec.ts';

const columns: Column<FieldSpec>[] = [
  { key: 'name', title: 'Key', render: ({ name }) => <Code>{name}</Code> },
  { key: 'title', title: 'Field', render: ({ title }) => title },
  {
    key: 'kind',
    title: 'Kind',
    render: ({ kind, picklist }) => (picklist === undefined ? kind : `pick list (${picklist.name})`),
  },
  { key: 'required', title: 'Required', render: ({ isRequired }) => (isRequired ? 'yes' : 'no') },
  {
    key: 'help',
    title: 'What it means',
    render: ({ help, example }) => (
      <Text size="sm">
        {help ?? ''}
        {example === undefined ? '' : ` Example: ${typeof example === 'string' ? example : JSON.stringify(example)}`}
      </Text>
    ),
  },
];

/** The fields of a schema as rows. */
export function FieldTable({ schema, what }: { schema: unknown; what: string }) {
  const rows = fieldsOf(schema as JsonSchema);
  const source = wholeRows<FieldSpec>({ data: rows, error: null, isFetching: false, refetch: () => undefined });
  return (
    <DataView
      what={what}
      source={source}
      columns={columns}
      idOf={({ name }) => name}
      empty={<EmptyState title="No fixed fields">What comes here depends on your project.</EmptyState>}
    />
  );
}
