import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useState, type SubmitEvent } from 'react';

import type { FieldEdit } from '../../api/types.ts';
import { childPath, pointerText, type FieldRow } from './field-rows.ts';

type FieldType = NonNullable<FieldEdit['type']>;
const types: FieldType[] = ['string', 'integer', 'number', 'boolean', 'object', 'array'];

interface AddFieldProps {
  rows: FieldRow[];
  onAdd: (edit: FieldEdit) => void;
}

/** Declares a field by hand. Its name is taken exactly as typed: spaces and dots are part of it. */
export function AddField({ rows, onAdd }: AddFieldProps) {
  const [name, setName] = useState('');
  const [parent, setParent] = useState('');
  const [type, setType] = useState<FieldType>('string');
  const [isNullable, setNullable] = useState(false);
  const path = childPath(parent, name);
  const isThere = rows.some((row) => row.path === path && row.isIncluded);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name === '' || isThere) return;
    onAdd({ path, type, include: true, ...(isNullable ? { nullable: true } : {}) });
    setName('');
  };
  return (
    <form onSubmit={submit}>
      <Group gap="sm" align="flex-start">
        <TextInput
          maw="100%"
          label="Exact name"
          description="As it stands in the payload"
          value={name}
          error={isThere ? 'There is a field of this name.' : null}
          maxLength={500}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          maw="100%"
          label="Inside of"
          description="The object it belongs to"
          value={parent}
          onChange={(event) => setParent(event.currentTarget.value)}
          data={[
            { value: '', label: 'the payload' },
            ...rows
              .filter((row) => row.isIncluded && row.types.includes('object'))
              .map((row) => ({ value: row.path, label: pointerText(row.path) })),
          ]}
        />
        <NativeSelect
          label="Type"
          description="Of its values"
          value={type}
          data={types}
          onChange={(event) => setType(types.find((one) => one === event.currentTarget.value) ?? 'string')}
        />
        <Checkbox
          mt={52}
          label="Can be null"
          checked={isNullable}
          onChange={(event) => setNullable(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" mt={46} leftSection={<PlusIcon />} disabled={name === ''}>
          Add field
        </Button>
      </Group>
    </form>
  );
}
