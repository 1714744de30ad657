import type { Action } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

const dayMs = 86_400_000;

/**
 * Refuses a time that lies further ahead than Iterable schedules, before anything is sent. Times in the past are fine:
 * Iterable sends at once.
 * @param input after zod; the field is a time in UTC, with or without a `Z`
 * @param nowMs epoch milliseconds
 * Throws ITC_INPUT_INVALID, naming the field.
 */
export function checkHorizon({ horizon }: Pick<Action, 'horizon'>, input: unknown, nowMs: number): void {
  if (horizon === undefined || typeof input !== 'object' || input === null) return;
  const { field, maxDaysAhead } = horizon;
  const value: unknown = Reflect.get(input, field);
  if (typeof value !== 'string') return;
  const ahead = (Date.parse(`${value.replace(' ', 'T').replace(/Z$/, '')}Z`) - nowMs) / dayMs;
  if (ahead <= maxDaysAhead) return;
  throw new ConnectorError(
    'ITC_INPUT_INVALID',
    `\`${field}\`: Expected a time at most ${maxDaysAhead} days ahead, found one ${Math.ceil(ahead)} days ahead.`,
    { details: { path: field, found: `${Math.ceil(ahead)} days ahead` } },
  );
}
