import type { Json } from '../../errors/json.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Caller } from '../security/caller.ts';
import type { AuditedState } from '../store/store.ts';
import { routeKey, type Route } from './route.ts';

/** The values of an object that are neither secret nor personal; everything else of it is in the digest alone. */
const openFacts = [
  'id',
  'name',
  'version',
  'enabled',
  'status',
  'role',
  'roles',
  'scopes',
  'region',
  'projectType',
  'fieldCheck',
  'workspaceId',
  'expiresAt',
  'kind',
  'action',
  'connection',
  'grant',
  'hosts',
  'allowedSources',
  'callsPerSecond',
  'keepDays',
  'maskedFields',
] as const;

type Finder = (runtime: Runtime, id: string) => Promise<unknown>;

/** What the first part of a path names, so that its state before and after a change can be told. */
const finders: Readonly<Record<string, Finder>> = {
  connections: ({ store }, name) => store.getConnection(name),
  recipes: ({ store }, name) => store.getRecipe(name),
  jobs: ({ store }, id) => store.getJob(id),
  tasks: ({ store }, id) => store.getTask(id),
  bulk: ({ store }, id) => store.getBulkRun(id),
  people: ({ people }, id) => people.get(id),
  tokens: ({ tokens }, id) => tokens.get(id),
};

function factsOf(state: unknown): Record<string, Json> {
  if (typeof state !== 'object' || state === null) return {};
  const known = new Map(Object.entries(state as Record<string, Json>));
  // the name of a person is personal
  const open = known.has('email') ? openFacts.filter((fact) => fact !== 'name') : openFacts;
  return Object.fromEntries(open.flatMap((fact) => (known.has(fact) ? [[fact, known.get(fact) ?? null]] : [])));
}

const plain = (value: unknown): unknown =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);

/** One change on its way: looked at before the handler runs, written down after it succeeded. */
export interface ChangeRecord {
  done(parts: { caller: Caller | null; address: string | null; body: unknown; answer: unknown }): Promise<void>;
}

/**
 * Begins the entry of the audit log for one call.
 * @param runtime as the caller has it
 * @param audit of the whole server
 */
export async function recordChange(
  runtime: Runtime,
  route: Pick<Route, 'method' | 'path' | 'download'>,
  params: Readonly<Record<string, string>>,
): Promise<ChangeRecord> {
  const { audit } = runtime;
  const [, kind = '', key] = route.path.split('/');
  const find = finders[kind];
  const given = key === undefined ? undefined : params[/^\{(\w+)\}$/.exec(key)?.[1] ?? ''];
  const stateOf = async (id: string | undefined): Promise<AuditedState | null> => {
    if (find === undefined || id === undefined) return null;
    const state = plain(await find(runtime, id));
    return state === null ? null : { digest: audit.digest(state), facts: factsOf(state) };
  };
  const before = await stateOf(given);
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

  return {
    async done({ caller, address, body, answer }) {
      // nobody was signed in, so nothing was changed
      if (caller === null) return;
      const { id, name } = (answer ?? {}) as { id?: unknown; name?: unknown };
      const made = kind === 'connections' || kind === 'recipes' ? name : id;
      const isNew = key === undefined && route.download === undefined && typeof made === 'string';
      await audit.append({
        actor: { kind: caller.kind, id: caller.id },
        address,
        workspaceId: caller.workspaceId,
        action: routeKey(route),
        object: isNew ? `${path}/${encodeURIComponent(made)}` : path,
        before,
        after: await stateOf(given ?? (isNew ? made : undefined)),
        request: body === undefined ? null : audit.digest(body),
      });
    },
  };
}
