import type { Action } from '../define.ts';
import type { Json, JsonObject } from '../../errors/json.ts';

const mark = '[redacted]';

const textsOf = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
};

/** All texts inside the secret fields of a body, so that an answer that repeats them can be cleaned. */
export function secretsOf({ secrets = [] }: Pick<Action, 'secrets'>, body: JsonObject | null): string[] {
  return body === null ? [] : secrets.flatMap((name) => textsOf(body[name]));
}

/** An input or body as it may be recorded: secret fields that are given are masked as a whole. */
export function hideSecrets({ secrets = [] }: Pick<Action, 'secrets'>, given: JsonObject): JsonObject {
  if (secrets.length === 0) return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      secrets.includes(name) && value !== null && value !== undefined ? mark : value,
    ]),
  );
}
