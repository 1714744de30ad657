import type { JsonObject } from '../../errors/json.ts';
import { ConnectorError, type ErrorJson } from '../../errors/connector-error.ts';
import type { RowStream } from '../bulk/source-row.ts';

/** What a reader of an export is told, one JSON line each: the end is said, so that a stream that breaks off is noticed. */
export type ExportEvent =
  | { wait: { reason: string; ms: number } }
  | { rows: JsonObject[] }
  | { bad: { line: number; reason: string } }
  | { end: { rows: number; badLines: number } }
  | { error: ErrorJson };

/**
 * Tells an export as events. Never throws for what Iterable does: the error is the last event.
 * @param open opens the export; its waits are told at once
 */
export async function* exportEvents(
  open: (onWait: (reason: string, ms: number) => void) => Promise<RowStream>,
): AsyncGenerator<ExportEvent> {
  const waits: ExportEvent[] = [];
  let wake: () => void = () => undefined;
  const onWait = (reason: string, ms: number): void => {
    waits.push({ wait: { reason, ms } });
    wake();
  };
  let rows = 0;
  let badLines = 0;
  try {
    const opening = open(onWait);
    let opened: RowStream | null = null;
    while (opened === null) {
      const told = new Promise<null>((resolve) => {
        wake = () => resolve(null);
      });
      yield* waits.splice(0);
      opened = await Promise.race([opening, told]);
    }
    for await (const group of opened) {
      const good: JsonObject[] = [];
      for (const { row, value, fault } of group) {
        if (value !== null) good.push(value);
        else {
          badLines += 1;
          yield { bad: { line: row, reason: fault ?? 'The line cannot be read.' } };
        }
      }
      rows += good.length;
      if (good.length > 0) yield { rows: good };
    }
    yield { end: { rows, badLines } };
  } catch (cause) {
    const error =
      cause instanceof ConnectorError
        ? cause
        : new ConnectorError('ITC_ITERABLE_NO_ANSWER', `The export broke off after ${String(rows)} rows.`, { cause });
    yield { error: error.toJSON() };
  }
}
