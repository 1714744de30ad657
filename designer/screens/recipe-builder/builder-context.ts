import { createContext, useContext } from 'react';

import type { FieldTarget } from '../../fields/field-context.ts';
import type { FieldValue } from '../../fields/field-value.ts';
import type { Problem } from './locate-problem.ts';
import type { PillSource } from './pill-tree.ts';
import type { PillScope } from './pill-scope.ts';
import type { RecipeDocument } from './recipe-document.ts';
import type { TriggerFields } from './trigger-fields.ts';
import type { Sample } from './use-sample.ts';

/** What a formula gives for the sample. */
export interface Resolved {
  state: 'value' | 'missing' | 'fault';
  value: unknown;
  message: string | null;
}

/** A form of a step: the values of every mode, and the JSON they were last read from or written as. */
export interface FormMemory {
  json: unknown;
  values: Record<string, FieldValue>;
}

/** What every part of the builder works with. */
export interface Builder {
  document: RecipeDocument;
  change: (document: RecipeDocument, key?: string) => void;
  /** id of a step, or `startId` */
  selected: string;
  /** @param field path of the field to go to: `email` */
  select: (selected: string, field?: string) => void;
  problems: readonly Problem[];
  /** what pills can refer to, by step id */
  scopes: ReadonlyMap<string, PillScope>;
  sample: Sample;
  /** fields to map at the selected step */
  sources: readonly PillSource[];
  /** whose schema says what the trigger gives; null = none has one */
  triggerPlace: TriggerFields['place'];
  /** by path of the field in the selected step */
  resolved: Readonly<Record<string, Resolved>>;
  target: FieldTarget | null;
  setTarget: (target: FieldTarget | null) => void;
  /** forms by step, so that what another mode held survives looking at another step */
  forms: Map<string, FormMemory>;
}

const context = createContext<Builder | null>(null);

export const BuilderProvider = context.Provider;

export function useBuilder(): Builder {
  const builder = useContext(context);
  if (builder === null) throw new Error('used outside the recipe builder');
  return builder;
}
