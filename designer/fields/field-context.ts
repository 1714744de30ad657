import { createContext, useContext, type ReactNode } from 'react';

import type { Json } from '../api/types.ts';
import type { FieldMode } from './field-value.ts';

/** What surrounds the fields of a form. */
export interface FieldSurroundings {
  /** whose lists are offered; null = none chosen yet */
  connection: string | null;
  /** which modes a field may be in; outside a recipe there are no pills */
  modes: readonly FieldMode[];
  /** draws the editor of formulas in place of a plain line: a builder gives one that knows its pills */
  formulaEditor?: (props: FormulaEditorProps) => ReactNode;
  /** told which field a person is in, with the way to put a pill there */
  onTarget?: (target: FieldTarget) => void;
  /** whether data fields are fields of the user profile, whose types Iterable tells */
  writesProfile?: boolean;
  /** what the formula at a path gives for the sample; undefined = not known */
  resolvedValue?: (path: string) => Json | undefined;
  /** Iterable's page about the call that the fields make */
  docs?: string;
  /** faults by path, as the server names them: `dataFields.plan`, `users[0].email` */
  errors: Readonly<Record<string, string>>;
}

/** A field that takes pills. */
export interface FieldTarget {
  path: string;
  title: string;
  /** at the cursor, or after what is there */
  insert: (pill: string) => void;
}

/** Marks a dragged pill, so that fields tell it from any other text. */
export const pillMime = 'application/x-itc-pill';

export interface FormulaEditorProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  describedBy: string | undefined;
  hasError: boolean;
  /** the field became a formula just now, by typing or by a pill: go on at its end */
  takesFocus: boolean;
  /** path of the field in the input */
  path: string;
}

const context = createContext<FieldSurroundings>({ connection: null, modes: ['text', 'list'], errors: {} });

export const FieldContext = context.Provider;
export const useFieldSurroundings = (): FieldSurroundings => useContext(context);
