import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import type { FieldEdit } from '../../api/types.ts';
import { FieldLine } from './field-line.tsx';
import { pointerText, type FieldRow } from './field-rows.ts';
import classes from './field-tree.module.css';

const openLevels = 2;
const linesAtOnce = 150;

interface FieldTreeProps {
  rows: FieldRow[];
  /** names the list for screen readers */
  label: string;
  /** left out, the fields can be read only */
  onEdit?: (edit: FieldEdit) => void;
  /** what is searched for at first */
  wantedAtFirst?: string;
}

/** The fields of a schema as a tree with what was seen of each; with `onEdit` also with what a person may decide. */
export function FieldTree({ rows, label, onEdit, wantedAtFirst = '' }: FieldTreeProps) {
  const [search, setSearch] = useState(wantedAtFirst);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [limit, setLimit] = useState(linesAtOnce);
  const isOpen = (row: FieldRow): boolean => toggled.get(row.path) ?? row.level < openLevels;
  const wanted = search.trim().toLowerCase();
  const closed = rows.filter((row) => row.hasChildren && !isOpen(row)).map(({ path }) => `${path}/`);
  const inSight =
    wanted === ''
      ? rows.filter(({ path }) => !closed.some((parent) => path.startsWith(parent)))
      : rows.filter((row) => `${pointerText(row.path)} ${row.label ?? ''}`.toLowerCase().includes(wanted));
  return (
    <Stack gap="sm">
      <TextInput
        aria-label="Search fields"
        placeholder="Search fields"
        leftSection={<MagnifyingGlassIcon />}
        maw={320}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div>
        <div className={classes['head']} aria-hidden>
          <span>Field</span>
          <span>Type</span>
          <span>Can be null</span>
          <span>Seen</span>
          <span>Sample</span>
          <span>{onEdit === undefined ? '' : 'Include'}</span>
        </div>
        <ul className={classes['list']} aria-label={label}>
          {inSight.slice(0, limit).map((row) => (
            <FieldLine
              key={row.path}
              row={row}
              isFlat={wanted !== ''}
              isOpen={isOpen(row)}
              onToggle={() => setToggled(new Map(toggled).set(row.path, !isOpen(row)))}
              {...(onEdit === undefined ? {} : { onEdit })}
            />
          ))}
        </ul>
      </div>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {inSight.length === 0 ? 'No field has this name' : `${rows.length.toLocaleString()} fields`}
          {inSight.length > limit ? `, ${limit} shown` : ''}
        </Text>
        {inSight.length > limit ? (
          <Button variant="default" size="sm" onClick={() => setLimit(limit + linesAtOnce)}>
            Show more
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}
