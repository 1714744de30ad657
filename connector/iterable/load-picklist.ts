import type { Picklist, PicklistOption } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { IterableConnection } from './action-result.ts';
import type { IterableClient } from './client.ts';
import { isObject } from './decode-error.ts';
import { classify } from './outcome.ts';

const maxPages = 200;
const maxKept = 500;

export interface LoadedPicklist {
  options: PicklistOption[];
  /** epoch milliseconds */
  loadedAt: number;
  ageMs: number;
  /** false when the list has more pages than are read */
  isComplete: boolean;
}

export interface PicklistLoader {
  /**
   * All options of a pick list. Throws ITC_PICKLIST_FAILED with Iterable's reason, ITC_INPUT_INVALID for an argument that
   * the pick list does not have.
   */
  load: (
    connection: IterableConnection,
    picklist: Picklist,
    args?: Record<string, string>,
    options?: { refresh?: boolean },
  ) => Promise<LoadedPicklist>;
}

type Kept = Omit<LoadedPicklist, 'ageMs'>;

/**
 * Reads pick lists to their last page and keeps them for a while. Choosing a campaign while mapping must never change or
 * export anything, so only the declared GET endpoints of pick lists are called.
 * @param settings.maxAgeMs default one minute
 */
export function createPicklistLoader(settings: {
  client: IterableClient;
  now: () => number;
  maxAgeMs?: number;
}): PicklistLoader {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept>>();
  const maxAgeMs = settings.maxAgeMs ?? 60_000;

  return {
    async load(connection, picklist, args = {}, { refresh = false } = {}) {
      const unknown = Object.keys(args).find((name) => !Object.hasOwn(picklist.args, name));
      if (unknown !== undefined) {
        throw new ConnectorError(
          'ITC_INPUT_INVALID',
          `The pick list ${picklist.name} has no argument \`${unknown}\`.`,
          {
            details: { path: unknown },
          },
        );
      }
      const sorted = Object.entries(args).sort(([a], [b]) => a.localeCompare(b));
      const name = JSON.stringify([
        connection.id,
        connection.region,
        connection.sandboxUrl,
        connection.apiKey,
        picklist.name,
        sorted,
      ]);
      const old = kept.get(name);
      const now = settings.now();
      if (old !== undefined && !refresh && now - old.loadedAt < maxAgeMs) return { ...old, ageMs: now - old.loadedAt };
      const loading =
        underWay.get(name) ?? readAll(settings, connection, picklist, args).finally(() => underWay.delete(name));
      underWay.set(name, loading);
      const fresh = await loading;
      kept.delete(name);
      kept.set(name, fresh);
      const oldest = kept.keys().next().value;
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
      return { ...fresh, ageMs: settings.now() - fresh.loadedAt };
    },
  };
}

async function readAll(
  { client, now }: { client: IterableClient; now: () => number },
  connection: IterableConnection,
  picklist: Picklist,
  args: Record<string, string>,
): Promise<Kept> {
  // held at run time too: a declaration made without the type check must not call anything else
  if (picklist.endpoint.method !== 'GET') throw new ConnectorError('ITC_PICKLIST_FAILED', 'A pick list may only read.');
  const options = new Map<string | number, PicklistOption>();
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await client.call(connection, picklist.endpoint, { query: picklist.query(args, page) });
    const verdict = classify({ effect: 'read', idempotent: true, answer: picklist.answer ?? 'object' }, answer);
    if (verdict.outcome !== 'success' || !isObject(verdict.output)) {
      throw new ConnectorError(
        'ITC_PICKLIST_FAILED',
        `${picklist.title} could not be loaded. ${verdict.error?.message ?? ''}`.trim(),
        {
          ...(verdict.error === null ? {} : { hint: verdict.error.hint }),
          details: { path: picklist.name, ...(verdict.error === null ? {} : { cause: verdict.error.toJSON() }) },
        },
      );
    }
    // entries that move between pages while they are read come twice
    for (const option of picklist.read(verdict.output, args)) options.set(option.value, option);
    if (!picklist.more(verdict.output)) return { options: [...options.values()], loadedAt: now(), isComplete: true };
  }
  return { options: [...options.values()], loadedAt: now(), isComplete: false };
}
