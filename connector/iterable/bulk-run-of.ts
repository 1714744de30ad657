import type { JsonObject } from '../../errors/json.ts';
import { sendItem } from '../sends/send-item.ts';
import type { ActionRun } from './action-run.ts';
import { callAction, explain } from './call-action.ts';
import type { PreparedCall, PreparedItem } from './prepare-call.ts';
import type { BulkRun } from './run-bulk.ts';

/** What a bulk action needs to send its items: the calls of this connection and the words for its refusals. */
export function bulkRunOf(run: ActionRun, prepared: PreparedCall): BulkRun {
  const batch = run.action.batch ?? { items: 'items', maxItems: 1, maxBytes: 1 };
  return {
    action: run.action,
    prepared,
    batch,
    send: (items) => {
      if (batch.one !== undefined) {
        return sendItem({ ...run, one: batch.one }, prepared, items, (body) => callAction(run, prepared, body));
      }
      const payload = textOf(prepared, batch.items, items);
      return payload === null
        ? callAction(run, prepared, bodyOf(prepared, batch.items, items))
        : callAction(run, prepared, {}, payload);
    },
    explain: (verdict, answer) => explain(run, verdict, answer),
  };
}

/** The body of a bulk call with these items. */
export const bodyOf = (prepared: PreparedCall, key: string, items: readonly PreparedItem[]): JsonObject => ({
  ...prepared.parts.body,
  [key]: items.map(({ body }) => body),
});

/** The same as text, from items that were serialised before; null where one was not. */
function textOf(prepared: PreparedCall, key: string, items: readonly PreparedItem[]): string | null {
  const texts = items.map(({ text }) => text);
  if (texts.length === 0 || texts.includes(undefined)) return null;
  const frame = JSON.stringify({ ...prepared.parts.body, [key]: undefined }).slice(0, -1);
  return `${frame}${frame === '{' ? '' : ','}${JSON.stringify(key)}:[${texts.join(',')}]}`;
}
