/** Upper bounds of a recipe document and its run; docs/recipes.md names them. */
export const recipeLimits = {
  /** characters of the text of a document */
  characters: 1_000_000,
  /** values in a document, aliases counted as often as they are used */
  values: 200_000,
  /** depth of the document as a tree of values */
  depth: 120,
  steps: 500,
  /** steps within steps */
  nesting: 20,
  forEachItems: 100_000,
  batchSize: 10_000,
  defaultPageSize: 1_000,
  pages: 100_000,
  defaultAttempts: 8,
  attempts: 50,
  /** ends of a process that may cut off a call that may be repeated, before its step fails */
  cutOffs: 20,
  /** of these, those after which it is repeated without a wait */
  cutOffsAtOnce: 3,
} as const;
