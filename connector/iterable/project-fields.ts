import { ConnectorError } from '../../errors/connector-error.ts';
import type { Endpoint } from '../define.ts';
import type { IterableConnection } from './action-result.ts';
import type { IterableClient } from './client.ts';
import { isObject } from './decode-error.ts';
import { classify } from './outcome.ts';

/** Iterable, "users/getFields": 3 requests per second and project. */
const endpoint: Endpoint & { method: 'GET' } = {
  method: 'GET',
  path: '/api/users/getFields',
  limit: { calls: 3, perMs: 1000, scope: 'project' },
};

/** The profile fields of a project, with the type that the first value of each fixed. */
export interface ProjectFields {
  /** name as Iterable writes it, dots for nested fields -> Iterable's type */
  fields: ReadonlyMap<string, string>;
  /** epoch milliseconds */
  loadedAt: number;
  ageMs: number;
}

export interface FieldLoader {
  /** Throws ITC_FIELDS_FAILED with Iterable's reason; without `refresh` a failure is remembered for a minute. */
  load(connection: IterableConnection, options?: { refresh?: boolean }): Promise<ProjectFields>;
  /** Iterable has contradicted what is kept: ask again at the next load */
  expire(connection: Pick<IterableConnection, 'id'>): void;
}

interface Kept {
  fields: ReadonlyMap<string, string> | ConnectorError;
  loadedAt: number;
}

const failureMs = 60_000;

/** @param settings.maxAgeMs default ten minutes: a type never changes, only new fields come */
export function createFieldLoader(settings: {
  client: IterableClient;
  now: () => number;
  maxAgeMs?: number;
}): FieldLoader {
  const { client, now, maxAgeMs = 600_000 } = settings;
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept>>();

  const ask = async (connection: IterableConnection): Promise<Kept> => {
    const answer = await client.call(connection, endpoint, {});
    const { outcome, output, error } = classify({ effect: 'read', idempotent: true, answer: 'object' }, answer);
    if (outcome === 'success' && isObject(output) && isObject(output.fields)) {
      const types = Object.entries(output.fields).map(([name, type]): [string, string] => [name, String(type)]);
      return { fields: new Map(types), loadedAt: now() };
    }
    const failure = new ConnectorError(
      'ITC_FIELDS_FAILED',
      `The project's fields could not be loaded. ${error?.message ?? ''}`.trim(),
      error === null ? {} : { hint: error.hint, details: { cause: error.toJSON() } },
    );
    return { fields: failure, loadedAt: now() };
  };

  return {
    async load(connection, { refresh = false } = {}) {
      const { id } = connection;
      const old = refresh ? undefined : kept.get(id);
      const lifeMs = old?.fields instanceof ConnectorError ? failureMs : maxAgeMs;
      let known = old !== undefined && now() - old.loadedAt < lifeMs ? old : undefined;
      if (known === undefined) {
        const loading = underWay.get(id) ?? ask(connection).finally(() => underWay.delete(id));
        underWay.set(id, loading);
        known = await loading;
        kept.set(id, known);
      }
      if (known.fields instanceof ConnectorError) throw known.fields;
      return { fields: known.fields, loadedAt: known.loadedAt, ageMs: now() - known.loadedAt };
    },
    expire: ({ id }) => void kept.delete(id),
  };
}
