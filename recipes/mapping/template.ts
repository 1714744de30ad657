/** One step into a value: a key of an object, or a position in an array. */
export type PathKey = string | number;

/** A reference to an earlier field, e.g. `trigger.dataFields["first name"]`. */
export interface PathExpression {
  kind: 'path';
  root: string;
  keys: PathKey[];
}

export interface LiteralExpression {
  kind: 'literal';
  value: string | number | boolean | null;
}

export type Expression = PathExpression | LiteralExpression;

export interface FunctionCall {
  name: string;
  args: Expression[];
}

/** `{{ head | call | call }}`. A `clear` head stands alone: it empties the field. */
export interface Pill {
  kind: 'pill';
  head: Expression | { kind: 'clear' };
  calls: FunctionCall[];
  /** the pill as it was written, for messages */
  source: string;
}

export type TemplatePart = { kind: 'text'; text: string } | Pill;

/** A text of a recipe, parsed once. */
export interface Template {
  parts: TemplatePart[];
}

/** Upper bounds of one text; a text beyond them is refused at save. */
export const templateLimits = { characters: 100_000, pills: 200, pathKeys: 40, calls: 20, args: 20 } as const;
