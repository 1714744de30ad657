import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { createRedactor } from '../iterable/redact.ts';
import type { JobChange, StepRecord } from '../store/store.ts';

const mark = '[masked]';
// shorter texts are found inside of unrelated ones
const shortestHidden = 4;

/** Hides chosen fields in what is kept of a job. */
export interface FieldMask {
  /** the step as it may be shown; the output that the recipe goes on with stands apart, sealed */
  step(record: StepRecord): StepRecord;
  change(change: JobChange | undefined): JobChange | undefined;
}

export const noMask: FieldMask = { step: (record) => record, change: (change) => change };

/**
 * A mask for one job: fields that end in one of the paths are hidden wherever they stand, and their values wherever else they show up (an
 * address in a URL, a name in an error).
 * @param paths names with full stops between, e.g. `dataFields.phoneNumber`; `email` fits at any depth, whatever the case
 * @param payload of the event; its values are known from the start
 * @param seal keeps an output for the recipe alone
 */
export function createFieldMask(
  paths: readonly string[],
  payload: Json,
  seal: (output: Json, path: string) => string,
): FieldMask {
  if (paths.length === 0) return noMask;
  const wanted = paths.map((path) => path.toLowerCase().split('.'));
  const values = new Set<string>();
  const fits = (at: readonly string[]): boolean =>
    wanted.some((path) => path.every((name, index) => at[at.length - path.length + index] === name));

  const learn = (value: Json | undefined, at: readonly string[], isInside: boolean): void => {
    if (Array.isArray(value)) for (const item of value) learn(item, at, isInside);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        const below = [...at, name.toLowerCase()];
        learn(item, below, isInside || fits(below));
      }
    } else if (isInside && (typeof value === 'string' || typeof value === 'number')) {
      const text = String(value);
      if (text.length >= shortestHidden) values.add(text);
    }
  };
  const hideFields = (value: Json, at: readonly string[]): Json => {
    if (Array.isArray(value)) return value.map((item) => hideFields(item, at));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        const below = [...at, name.toLowerCase()];
        const isHidden = item !== null && item !== undefined && fits(below);
        return [name, isHidden ? mark : hideFields(item ?? null, below)];
      }),
    );
  };
  const cleaner = () => {
    const redactor = createRedactor('', { echoes: false, secrets: [...values] });
    // ones too short for the redactor are hidden as whole values by their field only
    return {
      json: <T extends Json>(value: T): T => redactor.json(hideFields(value, [])) as T,
      text: redactor.text,
      error: (error: ErrorJson | null): ErrorJson | null =>
        error === null ? null : { ...error, message: redactor.text(error.message) },
    };
  };
  learn(payload, [], false);

  return {
    step(record) {
      learn(record.input, [], false);
      learn(record.output, [], false);
      for (const { requestBody, responseBody } of record.exchanges) {
        learn(requestBody, [], false);
        learn(responseBody, [], false);
      }
      const clean = cleaner();
      const output = clean.json(record.output);
      const isChanged = JSON.stringify(output) !== JSON.stringify(record.output);
      return {
        ...record,
        input: record.input === null ? null : clean.json<JsonObject>(record.input),
        output,
        ...(isChanged ? { sealedOutput: seal(record.output, record.path) } : {}),
        items: record.items?.map((item) => ({ ...item, key: clean.text(item.key) })) ?? null,
        error: clean.error(record.error),
        exchanges: record.exchanges.map((exchange) => ({
          ...exchange,
          url: clean.text(exchange.url),
          requestBody: clean.json(exchange.requestBody),
          responseBody: clean.json(exchange.responseBody),
        })),
      };
    },
    change(change) {
      if (change === undefined) return undefined;
      const clean = cleaner();
      return {
        ...change,
        ...(change.reason === undefined || change.reason === null ? {} : { reason: clean.text(change.reason) }),
        ...(change.error === undefined ? {} : { error: clean.error(change.error) }),
      };
    },
  };
}
