import { useState } from 'react';

import type { Json } from '../../api/types.ts';
import { FieldRenderer } from '../../fields/field-renderer.tsx';
import type { FieldKind, FieldSpec } from '../../fields/field-spec.ts';
import { fieldFrom, jsonOf, type FieldValue } from '../../fields/field-value.ts';

interface MappingFieldProps {
  title: string;
  help?: string;
  kind?: FieldKind;
  isRequired?: boolean;
  /** starts as a formula: here only a pill makes sense */
  isFormula?: boolean;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  /** path below the step, as faults name it */
  path: string;
}

/** One value of a step that is no field of an action: a literal or a text with pills. */
export function MappingField(props: MappingFieldProps) {
  const { title, help, kind = 'text', isRequired = false, isFormula = false, value, onChange, path } = props;
  const spec: FieldSpec = {
    name: '',
    kind,
    title,
    ...(help === undefined ? {} : { help }),
    isRequired,
    isSticky: true,
    isAdvanced: false,
    isClosed: false,
    isMultiple: false,
  };
  const read = (): FieldValue =>
    isFormula && typeof (value ?? '') === 'string'
      ? { mode: 'formula', formula: String(value ?? '') }
      : fieldFrom(spec, value);
  const [held, setHeld] = useState<{ json: Json | undefined; field: FieldValue }>(() => ({
    json: value,
    field: read(),
  }));
  // the document went on by itself: undo, YAML, another version
  const field = held.json === value ? held.field : read();
  return (
    <FieldRenderer
      spec={spec}
      value={field}
      path={path}
      onChange={(next) => {
        const json = jsonOf(spec, next);
        setHeld({ json, field: next });
        onChange(json);
      }}
    />
  );
}
