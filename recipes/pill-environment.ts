import type { Json } from '../errors/json.ts';

/** A value whose JSON Schema may be known; `root` is what its references point into. */
export interface KnownSchema {
  schema: Json | undefined;
  root: Json | undefined;
}

/** What pills can refer to at one place of a document. */
export interface PillEnvironment {
  trigger: KnownSchema;
  /** steps whose output is there for sure */
  steps: ReadonlyMap<string, KnownSchema>;
  /** steps that may not have run, with the reason */
  uncertain: ReadonlyMap<string, { reason: string; known: KnownSchema }>;
  /** every step id of the document */
  allIds: ReadonlySet<string>;
  /** the surrounding for-eaches, outermost first */
  loops: readonly { id: string; item: KnownSchema }[];
}

/** A schema without references to the outside. */
export function selfRooted(schema: Json | undefined): KnownSchema {
  return { schema, root: schema };
}
