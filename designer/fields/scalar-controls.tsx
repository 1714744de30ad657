import { NumberInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';

import type { ControlProps } from './control-props.ts';

const placeholderOf = ({ spec }: ControlProps): string | undefined =>
  spec.example === undefined || typeof spec.example === 'object' ? undefined : `e.g. ${String(spec.example)}`;

const textOf = (value: ControlProps['value']): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** One line of text; nothing typed = left out. */
export function TextControl(props: ControlProps) {
  const { id, value, onChange, describedBy, hasError, spec } = props;
  return (
    <TextInput
      id={id}
      aria-describedby={describedBy}
      error={hasError}
      maxLength={spec.maxLength}
      placeholder={placeholderOf(props)}
      value={textOf(value)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

/** Several lines of text. */
export function LongTextControl(props: ControlProps) {
  const { id, value, onChange, describedBy, hasError } = props;
  return (
    <Textarea
      id={id}
      aria-describedby={describedBy}
      error={hasError}
      autosize
      minRows={3}
      maxRows={12}
      placeholder={placeholderOf(props)}
      value={textOf(value)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

/** A number; digits beyond what a number holds exactly stay text. */
export function NumberControl(props: ControlProps) {
  const { id, value, onChange, describedBy, hasError } = props;
  return (
    <NumberInput
      id={id}
      aria-describedby={describedBy}
      error={hasError}
      placeholder={placeholderOf(props)}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}

/** Yes, no, or left out: three different things to Iterable. */
export function BooleanControl({ id, value, onChange, describedBy, spec }: ControlProps) {
  return (
    <SegmentedControl
      id={id}
      aria-label={spec.title}
      aria-describedby={describedBy}
      w="fit-content"
      size="sm"
      value={value === true ? 'yes' : value === false ? 'no' : 'out'}
      onChange={(next) => onChange(next === 'out' ? undefined : next === 'yes')}
      data={[
        { value: 'out', label: 'Left out' },
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]}
    />
  );
}
