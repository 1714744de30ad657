import type { Json } from '../api/types.ts';
import type { FieldSpec } from './field-spec.ts';

/** What every control takes: the field, a literal and what to do when it changes; undefined = left out. */
export interface ControlProps {
  spec: FieldSpec;
  /** element id; the label of the field points to it */
  id: string;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  /** element ids of help and error */
  describedBy: string | undefined;
  hasError: boolean;
}
