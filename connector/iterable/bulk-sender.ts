import type { BulkForm, Endpoint } from '../define.ts';
import type { ActionResult, IterableConnection } from './action-result.ts';
import { countOfCall, fitsBulk, sendTogether, splitBody, type Waiting } from './bulk-lane.ts';
import { identitiesOf } from './plan-batches.ts';
import type { BulkSender } from './action-run.ts';

/** Iterable keeps single and bulk calls in separate queues and asks for a minute until a write is seen. */
const apartMs = 60_000;
const mostPeople = 100_000;

/** a longer wait for the limit is left to the call itself, which tells its callers to come back */
export const bulkSenderWaitMs = 15_000;

export interface BulkSenderParts {
  now: () => number;
  /** single calls of one action that are under way at once before further ones are gathered into bulk calls; default 10 */
  singlesAtOnce?: number;
  /** resolves when a call to the endpoint would be within its limit; takes no place */
  waitForRoom: (connection: IterableConnection, endpoint: Endpoint) => Promise<void>;
}

/** Calls of one kind: of one connection and action, with the same fields beside the items. */
interface Lane {
  form: BulkForm;
  singles: number;
  waiting: Waiting[];
  isSending: boolean;
}

export function createBulkSender({ now, waitForRoom, singlesAtOnce = 10 }: BulkSenderParts): BulkSender {
  const lanes = new Map<string, Lane>();
  const lastForms = new Map<string, { isBulk: boolean; untilMs: number }>();

  const formOf = (people: readonly string[]): boolean | null => {
    const atMs = now();
    const recent = people.flatMap((name) => lastForms.get(name) ?? []).filter(({ untilMs }) => untilMs > atMs);
    return recent.length === 0 ? null : recent.some(({ isBulk }) => isBulk);
  };
  const remember = (people: readonly string[], isBulk: boolean): void => {
    const untilMs = now() + apartMs;
    for (const name of people) {
      // deleted first, so that the oldest stand at the front
      lastForms.delete(name);
      lastForms.set(name, { isBulk, untilMs });
    }
    for (const [name, { untilMs: until }] of lastForms) {
      if (until > now() && lastForms.size <= mostPeople) break;
      lastForms.delete(name);
    }
  };

  const drain = async (key: string, lane: Lane): Promise<void> => {
    lane.isSending = true;
    for (let first = lane.waiting[0]; first !== undefined; first = lane.waiting[0]) {
      const { endpoint } = lane.form.action;
      let row = [first];
      try {
        if (typeof endpoint !== 'function') await waitForRoom(first.run.connection, endpoint);
        // those that came during the wait go along
        row = lane.waiting.slice(0, Math.max(1, countOfCall(lane.waiting, lane.form)));
        await sendTogether(lane.waiting.splice(0, row.length), lane.form);
      } catch (cause) {
        lane.waiting = lane.waiting.filter((one) => !row.includes(one));
        for (const { fail } of row) fail(cause);
      }
    }
    lane.isSending = false;
    if (lane.singles === 0) lanes.delete(key);
  };

  return {
    async send(run, prepared, form, single) {
      const { frame, item } = splitBody(prepared.parts.body ?? {}, form);
      const key = JSON.stringify([run.connection.id, run.action.name, frame, prepared.effect, prepared.idempotent]);
      const lane = lanes.get(key) ?? { form, singles: 0, waiting: [], isSending: false };
      lanes.set(key, lane);
      const people = identitiesOf({ body: item }).map((name) => `${run.connection.id} ${run.action.name} ${name}`);
      const isBulk = (formOf(people) ?? lane.singles >= singlesAtOnce) && fitsBulk({ frame, item }, form);
      remember(people, isBulk);
      if (isBulk) {
        const leave = run.waitApart?.();
        const result = new Promise<ActionResult>((settle, fail) => {
          lane.waiting.push({ run, frame, item, prepared, settle, fail });
        });
        if (!lane.isSending) void drain(key, lane);
        return result.finally(() => {
          remember(people, isBulk);
          leave?.();
        });
      }
      lane.singles += 1;
      try {
        return await single();
      } finally {
        // the minute begins when Iterable has answered
        remember(people, isBulk);
        lane.singles -= 1;
        if (lane.singles === 0 && !lane.isSending) lanes.delete(key);
      }
    },
  };
}
