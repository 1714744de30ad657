import { Stack, Text } from '@mantine/core';

import { Disclosure } from '../components/disclosure.tsx';
import { FieldRenderer } from './field-renderer.tsx';
import type { FieldSpec } from './field-spec.ts';
import { fieldPath, type FieldValue } from './field-value.ts';

interface FieldFormProps {
  specs: readonly FieldSpec[];
  values: Record<string, FieldValue>;
  onChange: (values: Record<string, FieldValue>) => void;
  /** path of what holds these fields; empty at the top */
  path?: string;
}

const isFilled = (value: FieldValue | undefined): boolean =>
  value !== undefined &&
  Object.entries(value).some(([key, part]) => key !== 'mode' && part !== undefined && part !== '');

/** The fields of an input: required and usual ones at once, the others behind a button that says how many they are. */
export function FieldForm({ specs, values, onChange, path = '' }: FieldFormProps) {
  const isShown = (spec: FieldSpec): boolean => spec.isRequired || spec.isSticky || isFilled(values[spec.name]);
  // what a person fills stays where it is: the split is by spec, except for what came filled
  const shown = specs.filter((spec) => spec.isRequired || spec.isSticky);
  const optional = specs.filter((spec) => !shown.includes(spec));
  const countOf = `${optional.length} optional ${optional.length === 1 ? 'field' : 'fields'}`;
  const draw = (spec: FieldSpec) => (
    <FieldRenderer
      key={spec.name}
      spec={spec}
      value={values[spec.name]}
      onChange={(value) => onChange({ ...values, [spec.name]: value })}
      path={fieldPath(path, spec.name)}
    />
  );
  return (
    <Stack gap="md">
      {shown.map(draw)}
      {optional.length === 0 ? null : (
        <Disclosure label={`Show ${countOf}`} openLabel={`Hide ${countOf}`} isOpenAtFirst={optional.some(isShown)}>
          <Stack gap="md">{optional.map(draw)}</Stack>
        </Disclosure>
      )}
      {specs.length === 0 ? (
        <Text size="sm" c="dimmed">
          There is nothing to fill in.
        </Text>
      ) : null}
    </Stack>
  );
}
