import type { Action } from '../define.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { isObject } from './decode-error.ts';

const mark = '[redacted]';

const textsOf = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
};

/** All texts inside the secret fields of an input, for the redaction of the exchange. */
export function secretsOf({ secrets = [] }: Pick<Action, 'secrets'>, input: unknown): string[] {
  return isObject(input as Json) ? secrets.flatMap((name) => textsOf((input as JsonObject)[name])) : [];
}

/** The input as it may be recorded: secret fields that are given are masked as a whole. */
export function hideSecrets({ secrets = [] }: Pick<Action, 'secrets'>, input: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      secrets.includes(name) && value !== null && value !== undefined ? mark : value,
    ]),
  );
}
