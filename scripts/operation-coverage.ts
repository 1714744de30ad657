import { leftOut, operations } from '../actions/operations.ts';
import type { Action, Endpoint } from '../connector/define.ts';

export interface CoveredOperation {
  group: string;
  /** method and path, as in actions/operations.ts */
  operation: string;
  /** names of the actions that call it */
  actions: string[];
  /** why there is none */
  reason: string | null;
}

// the names of path parameters are ours to choose
const nameless = (operation: string): string => operation.replace(/\{[^{}]+\}/g, '{}');
const operationOf = ({ method, path }: Endpoint): string => nameless(`${method} ${path}`);

/** The operations that an action calls; where the input names the endpoint, those of its examples. */
function operationsOf({ endpoint, input, examples }: Action): string[] {
  if (typeof endpoint !== 'function') return [operationOf(endpoint)];
  return [...new Set(examples.map((example) => operationOf(endpoint(input.parse(example.input)))))];
}

/**
 * Each operation with the actions that cover it, worked out from the declarations, and what does not fit.
 * Custom requests cover nothing: they are for what is not covered.
 */
export function coverOperations(all: readonly Action[]): { covered: CoveredOperation[]; unknown: string[] } {
  const actions = all.filter(({ resource }) => resource !== 'custom');
  const covered = Object.entries(operations).flatMap(([group, listed]) =>
    listed.map((operation) => ({
      group,
      operation,
      actions: actions.filter((action) => operationsOf(action).includes(nameless(operation))).map(({ name }) => name),
      reason: leftOut[operation] ?? null,
    })),
  );
  const known = new Set(covered.map(({ operation }) => nameless(operation)));
  const unknown = actions.flatMap((action) =>
    operationsOf(action)
      .filter((operation) => !known.has(operation))
      .map((operation) => `${action.name}: ${operation}`),
  );
  return { covered, unknown };
}
