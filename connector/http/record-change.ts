import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { BegunEntry } from '../security/audit-log.ts';
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

/** Where a call came from and what it asks for. */
interface CallParts {
  params: Readonly<Record<string, string>>;
  address: string | null;
  body: unknown;
  /** what is changed; default the path of the call */
  object?: string;
}

/** One call that changes something, as the audit log sees it. */
export interface ChangeRecord {
  /** puts on disk who is about to do what; before the handler, or as soon as an open route knows its caller */
  begin(caller: Caller): Promise<void>;
  done(answer: unknown): Promise<void>;
  failed(error: unknown): Promise<void>;
}

/** What Iterable made of a call, where the answer tells it. */
const outcomeOf = (answer: unknown): string => {
  const { outcome } = (answer ?? {}) as { outcome?: unknown };
  return typeof outcome === 'string' ? outcome : 'done';
};

const codeOf = (error: unknown): string => (error instanceof ConnectorError ? error.code : 'ITC_INTERNAL');

/**
 * The entry of the audit log for one call: it begins before the change and ends after it, whatever becomes of it.
 * @param runtime as the caller has it
 */
export function recordChange(
  runtime: Runtime,
  route: Pick<Route, 'method' | 'path'> & Partial<Pick<Route, 'download'>>,
  { params, address, body, object }: CallParts,
): ChangeRecord {
  const { audit } = runtime;
  const [, kind = '', key] = route.path.split('/');
  const find = finders[kind];
  const given = key === undefined ? undefined : params[/^\{(\w+)\}$/.exec(key)?.[1] ?? ''];
  const stateOf = async (id: string | undefined): Promise<AuditedState | null> => {
    if (find === undefined || id === undefined) return null;
    const state = plain(await find(runtime, id));
    return state === null ? null : { digest: audit.digest(state), facts: factsOf(state) };
  };
  const path =
    object ?? route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  let begun: BegunEntry | null = null;

  return {
    async begin(caller) {
      begun = await audit.begin({
        actor: { kind: caller.kind, id: caller.id },
        address,
        workspaceId: caller.workspaceId,
        action: routeKey(route),
        object: path,
        before: await stateOf(given),
        request: body === undefined ? null : audit.digest(body),
      });
    },
    async done(answer) {
      const { id, name } = (answer ?? {}) as { id?: unknown; name?: unknown };
      const made = kind === 'connections' || kind === 'recipes' ? name : id;
      const isNew = key === undefined && route.download === undefined && typeof made === 'string';
      // nothing was begun where nobody was signed in, so nothing was changed
      await begun?.end({
        object: isNew ? `${path}/${encodeURIComponent(made)}` : path,
        after: await stateOf(given ?? (isNew ? made : undefined)),
        outcome: outcomeOf(answer),
      });
    },
    async failed(error) {
      await begun?.end({ object: path, after: await stateOf(given), outcome: codeOf(error) });
    },
  };
}

/** Does the work of a change that has begun, and ends its entry. */
export async function audited<T>(change: ChangeRecord | null, work: () => Promise<T>): Promise<T> {
  if (change === null) return work();
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    // the first fault is the one to tell; an entry that cannot be ended now is ended at the next start
    await change.failed(error).catch(() => undefined);
    throw error;
  }
  await change.done(answer);
  return answer;
}
