import { ActionIcon, Badge, Checkbox, Group, NativeSelect, Switch, Text, TextInput } from '@mantine/core';
import { ChevronDownIcon, ChevronRightIcon, Pencil1Icon } from '@radix-ui/react-icons';
import { useState, type CSSProperties } from 'react';

import type { FieldEdit } from '../../api/types.ts';
import { pointerText, sampleText, type FieldRow } from './field-rows.ts';
import classes from './field-tree.module.css';

const types = ['string', 'integer', 'number', 'boolean', 'object', 'array'] as const;

interface FieldLineProps {
  row: FieldRow;
  /** found by a search: the whole path instead of a place in the tree */
  isFlat: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onEdit?: (edit: FieldEdit) => void;
}

/** One field: its name, type, how often it was seen, a sample, and what a person decided about it. */
export function FieldLine({ row, isFlat, isOpen, onToggle, onEdit }: FieldLineProps) {
  const [isEditing, setEditing] = useState(false);
  const { path, name, level, report, isManual, isIncluded, hasChildren, label } = row;
  const text = pointerText(path);
  const shownTypes = row.types.length === 0 ? 'not known' : row.types.join(' or ');
  const edit = (change: Omit<FieldEdit, 'path'>): void => onEdit?.({ path, ...change });
  return (
    <li>
      <div className={classes['row']} data-included={isIncluded}>
        <div className={classes['field']} style={{ '--level': isFlat ? 0 : level } as CSSProperties}>
          {hasChildren && !isFlat ? (
            <ActionIcon
              size={26}
              aria-label={`${isOpen ? 'Close' : 'Open'} ${text}`}
              aria-expanded={isOpen}
              onClick={onToggle}
            >
              {isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
            </ActionIcon>
          ) : (
            <span className={classes['gap']} />
          )}
          <span className={classes['name']} dir="ltr">
            {isFlat ? text : name}
          </span>
          {label === null ? null : (
            <Text span size="xs" c="dimmed" className="itc-clip" title={label}>
              {label}
            </Text>
          )}
          {isManual ? (
            <Badge size="sm" variant="light" tt="none" color="teal" style={{ flexShrink: 0 }}>
              set by hand
            </Badge>
          ) : null}
        </div>
        {onEdit === undefined || !isIncluded ? (
          <Text size="sm">{shownTypes}</Text>
        ) : (
          <NativeSelect
            size="xs"
            aria-label={`Type of ${text}`}
            value={row.types.length === 1 ? row.types[0] : ''}
            onChange={(event) => {
              const type = types.find((one) => one === event.currentTarget.value);
              if (type !== undefined) edit({ type });
            }}
            data={[...(row.types.length === 1 ? [] : [{ value: '', label: shownTypes }]), ...types]}
          />
        )}
        {onEdit === undefined || !isIncluded ? (
          <Text size="sm">{row.nullable ? 'can be null' : ''}</Text>
        ) : (
          <Checkbox
            size="sm"
            label="null"
            aria-label={`${text} can be null`}
            checked={row.nullable}
            disabled={row.types.length === 0}
            onChange={(event) => edit({ nullable: event.currentTarget.checked })}
          />
        )}
        <Seen row={row} />
        <span className={classes['sample']}>{sampleText(row)}</span>
        {onEdit === undefined ? (
          <span />
        ) : (
          <Group gap={4} wrap="nowrap">
            <Checkbox
              size="sm"
              label={<span className={classes['narrowOnly']}>include</span>}
              aria-label={`Include ${text}`}
              checked={isIncluded}
              onChange={(event) => edit({ include: event.currentTarget.checked })}
            />
            <ActionIcon
              size={26}
              aria-label={`More about ${text}`}
              aria-expanded={isEditing}
              onClick={() => setEditing(!isEditing)}
            >
              <Pencil1Icon />
            </ActionIcon>
          </Group>
        )}
      </div>
      {isEditing && onEdit !== undefined ? (
        <Group gap="md" align="flex-end" pb="sm" pl={26}>
          <LabelInput key={label ?? ''} path={text} label={label} onChange={(value) => edit({ label: value })} />
          {row.types.includes('object') ? (
            <Switch
              label="The names in it are data, such as ids"
              checked={report?.dictionary ?? false}
              onChange={(event) => edit({ dictionary: event.currentTarget.checked })}
            />
          ) : null}
        </Group>
      ) : null}
    </li>
  );
}

function Seen({ row: { report, isManual } }: { row: FieldRow }) {
  if (report === null) {
    return (
      <Text size="xs" c="dimmed">
        {isManual ? 'declared, not seen' : 'not seen'}
      </Text>
    );
  }
  const { present, of } = report;
  return (
    <div>
      <Text size="xs">
        {present.toLocaleString()} of {of.toLocaleString()}
      </Text>
      <span className={classes['bar']} aria-hidden>
        <span style={{ width: `${of === 0 ? 0 : (100 * present) / of}%` }} />
      </span>
    </div>
  );
}

interface LabelInputProps {
  path: string;
  label: string | null;
  onChange: (label: string) => void;
}

function LabelInput({ path, label, onChange }: LabelInputProps) {
  const [value, setValue] = useState(label ?? '');
  const take = (): void => {
    const wanted = value.trim();
    if (wanted !== '' && wanted !== label) onChange(wanted);
  };
  return (
    <TextInput
      label={`Label of ${path}`}
      size="xs"
      maxLength={200}
      value={value}
      onChange={(event) => setValue(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => (event.key === 'Enter' ? take() : undefined)}
    />
  );
}
