import { ActionIcon, Code, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { ExternalLinkIcon } from '@radix-ui/react-icons';
import { useId, useRef, useState, type DragEvent } from 'react';

import type { ControlProps } from './control-props.ts';
import { DateTimeControl } from './date-time-control.tsx';
import { pillMime, useFieldSurroundings } from './field-context.ts';
import { FieldForm } from './field-form.tsx';
import type { FieldKind, FieldSpec } from './field-spec.ts';
import { emptyValue, withPill, type FieldMode, type FieldValue } from './field-value.ts';
import { JsonControl } from './json-control.tsx';
import { ListControl } from './list-control.tsx';
import { PairsControl } from './pairs-control.tsx';
import { BooleanControl, LongTextControl, NumberControl, TextControl } from './scalar-controls.tsx';
import { PicklistControl, SelectControl } from './select-control.tsx';

const literalControls: Partial<Record<FieldKind, (props: ControlProps) => React.ReactNode>> = {
  text: TextControl,
  'long-text': LongTextControl,
  number: NumberControl,
  boolean: BooleanControl,
  select: TextControl,
  'date-time': DateTimeControl,
  json: JsonControl,
};

const modeLabels: Record<FieldMode, string> = { text: 'Text', formula: 'Formula', list: 'From list' };

function modesOf(spec: FieldSpec, allowed: readonly FieldMode[]): FieldMode[] {
  const hasList = spec.kind === 'select';
  return allowed.filter((mode) => mode !== 'list' || hasList);
}

interface FieldRendererProps {
  spec: FieldSpec;
  /** undefined = not touched yet */
  value: FieldValue | undefined;
  onChange: (value: FieldValue) => void;
  /** path in the input, for errors: `users[0].email` */
  path: string;
}

/** One field by its kind, with its title, help, modes and error. Switching the mode keeps the value of each. */
export function FieldRenderer({ spec, value: given, onChange, path }: FieldRendererProps) {
  const id = useId();
  const { modes: allowed, errors, onTarget, docs } = useFieldSurroundings();
  const value = given ?? emptyValue(spec);
  const modes = modesOf(spec, allowed);
  const [becameFormula, setBecameFormula] = useState(false);
  const latest = useRef(value);
  latest.current = value;
  const change = (next: FieldValue): void => {
    setBecameFormula(next.mode === 'formula' && latest.current.mode !== 'formula');
    onChange(next);
  };
  const insert = (pill: string): void => {
    const next = withPill(spec, latest.current, pill);
    if (next !== null) change(next);
  };
  const takesPills = modes.includes('formula');
  const target = takesPills ? { onFocusCapture: () => onTarget?.({ path, title: spec.title, insert }) } : {};
  const dropzone = takesPills
    ? {
        onDragOver: (event: DragEvent) => {
          if (event.dataTransfer.types.includes(pillMime)) event.preventDefault();
        },
        onDrop: (event: DragEvent) => {
          const pill = event.dataTransfer.getData(pillMime);
          // an editor puts it where it was dropped, and an inner field goes before the outer one
          if (pill === '' || event.defaultPrevented) return;
          event.preventDefault();
          insert(pill);
        },
      }
    : {};
  const error = errors[path];
  const isGroup = ['object', 'list', 'key-value', 'data-fields'].includes(spec.kind) && value.mode === 'text';
  const described = [spec.help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`];
  const describedBy = described.filter(Boolean).join(' ') || undefined;
  return (
    <Stack
      gap={4}
      role={isGroup ? 'group' : undefined}
      aria-labelledby={isGroup ? `${id}-label` : undefined}
      data-field={path}
      {...target}
      {...dropzone}
    >
      <Group justify="space-between" gap="xs" align="center">
        <Text
          component={isGroup ? 'div' : 'label'}
          size="sm"
          fw={600}
          id={`${id}-label`}
          {...(isGroup ? {} : { htmlFor: id })}
        >
          {spec.title}
          {spec.isRequired ? (
            <Text span c="var(--mantine-color-error)" aria-label="required">
              {' *'}
            </Text>
          ) : null}
        </Text>
        {docs === undefined || path !== spec.name ? null : (
          <ActionIcon
            component="a"
            size={24}
            href={docs}
            target="_blank"
            rel="noreferrer"
            mr="auto"
            aria-label={`${spec.title} on Iterable’s page`}
          >
            <ExternalLinkIcon />
          </ActionIcon>
        )}
        {modes.length < 2 ? null : (
          <SegmentedControl
            size="xs"
            aria-label={`How to fill ${spec.title}`}
            value={value.mode}
            onChange={(mode) => change({ ...value, mode })}
            data={modes.map((mode) => ({ value: mode, label: modeLabels[mode] }))}
          />
        )}
      </Group>
      {spec.help === undefined ? null : (
        <Text size="xs" c="dimmed" id={`${id}-help`}>
          {spec.help}
        </Text>
      )}
      <FieldBody
        spec={spec}
        value={value}
        onChange={change}
        path={path}
        id={id}
        describedBy={describedBy}
        becameFormula={becameFormula}
        takesPills={takesPills}
      />
      {error === undefined ? null : (
        <Text size="xs" c="var(--mantine-color-error)" id={`${id}-error`} role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}

interface FieldBodyProps {
  spec: FieldSpec;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  path: string;
  id: string;
  describedBy: string | undefined;
  becameFormula: boolean;
  takesPills: boolean;
}

function FieldBody(props: FieldBodyProps) {
  const { spec, value, onChange, path, id, describedBy, becameFormula, takesPills } = props;
  const { connection, errors, formulaEditor } = useFieldSurroundings();
  const common = { spec, id, describedBy, hasError: errors[path] !== undefined };
  // who types braces, or a slash into an empty field, wants a pill; what the other mode held stays there
  const set = (part: 'text' | 'list', next: FieldValue['text']): void =>
    onChange(
      takesPills && typeof next === 'string' && (next.includes('{{') || next === '/')
        ? { ...value, mode: 'formula', formula: next }
        : { ...value, [part]: next },
    );
  if (value.mode === 'formula') {
    const props = {
      id,
      label: spec.title,
      value: value.formula ?? '',
      onChange: (formula: string) => onChange({ ...value, formula }),
      describedBy,
      hasError: errors[path] !== undefined,
      takesFocus: becameFormula,
      path,
    };
    return formulaEditor === undefined ? <FormulaLine {...props} /> : formulaEditor(props);
  }
  if (value.mode === 'list') {
    const props = {
      ...common,
      value: value.list,
      onChange: (list: FieldValue['list']) => set('list', list),
    };
    return spec.picklist === undefined ? (
      <SelectControl {...props} choices={spec.options ?? []} />
    ) : (
      <PicklistControl {...props} connection={connection} />
    );
  }
  if (spec.kind === 'object') {
    return (
      <Stack className="itc-card" p="sm">
        <FieldForm
          specs={spec.fields ?? []}
          values={value.fields ?? {}}
          onChange={(fields) => onChange({ ...value, fields })}
          path={path}
        />
      </Stack>
    );
  }
  if (spec.kind === 'list') return <ListControl spec={spec} value={value} onChange={onChange} path={path} />;
  if (spec.kind === 'data-fields' || spec.kind === 'key-value') {
    return <PairsControl spec={spec} value={value} onChange={onChange} path={path} />;
  }
  const Control = literalControls[spec.kind] ?? JsonControl;
  return <Control {...common} value={value.text} onChange={(text) => set('text', text)} />;
}

/** A formula as a plain line; a builder puts its editor with pills in this place. */
function FormulaLine(props: { id: string; value: string; onChange: (value: string) => void; describedBy?: string }) {
  return (
    <TextInput
      id={props.id}
      aria-describedby={props.describedBy}
      classNames={{ input: 'itc-mono' }}
      leftSection={<Code aria-hidden>fx</Code>}
      placeholder="{{ trigger.email }}"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
