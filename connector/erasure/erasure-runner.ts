import { randomBytes } from 'node:crypto';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { isNamed, namesIn } from '../consent/consent-person.ts';
import type { RunNamedAction } from '../consent/push-person.ts';
import type { Log } from '../log.ts';
import type { Alone } from '../runtime/alone.ts';
import { createDueWork } from '../runtime/due-work.ts';
import type { PersonKeys, PersonNames } from '../security/person-keys.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import type { ConnectionRecord, ErasureRecord, Store } from '../store/store.ts';
import { eraseHere } from './erase-here.ts';
import type { Eraser } from './eraser.ts';
import { erasureKind } from './erasure-task.ts';

export interface ErasureRunnerParts {
  store: Store;
  alone: Alone;
  connections: { get(name: string): Promise<ConnectionRecord> };
  erasers: readonly Eraser[];
  runAction: (connection: string) => RunNamedAction;
  sealer: Sealer;
  personKeys: PersonKeys;
  newId: (prefix: string) => string;
  now: () => number;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
}

/** Iterable's limit of users/forget in 24 hours; the one per second is kept by the client. */
const callsPerDay = 1000;
const atOnce = 20;
const longestWaitMs = 60_000;
const maxAttempts = 30;

const identityPlace = (row: string): SealPlace => ({ table: 'erasures', row, field: 'identity' });
const waitAfter = (attempts: number): number => Math.min(60 * 60_000, 10_000 * 2 ** attempts);

/**
 * Erases people in Iterable and here. Requests are in the store before they are answered, each goes on after a restart,
 * and repeating one does no harm.
 */
export function createErasureRunner(parts: ErasureRunnerParts) {
  const { store, alone, connections, erasers, runAction, sealer, personKeys, newId, now, log } = parts;
  const iso = (ms = now()): string => new Date(ms).toISOString();

  /** limits are shared by the keys of a project */
  const projectOf = ({ id, region, sandboxUrl, projectId }: ConnectionRecord): string =>
    `${sandboxUrl ?? region} ${projectId ?? id}`;

  /** with the other name of the person, by which events may know them; null = Iterable did not answer */
  const allNames = async (connection: ConnectionRecord, names: PersonNames): Promise<PersonNames | null> => {
    const run = runAction(connection.name);
    const { email, userId } = names;
    const { outcome, output } =
      email === undefined
        ? await run('get_user_by_user_id', { userId: userId ?? '' })
        : await run('get_user_by_email', { email });
    if (outcome === 'retry' || outcome === 'unknown') return null;
    const user = (output as { user?: { email?: unknown; userId?: unknown } } | null)?.user;
    return {
      ...(typeof user?.email === 'string' && user.email !== '' ? { email: user.email.toLowerCase() } : {}),
      ...(typeof user?.userId === 'string' && user.userId !== '' ? { userId: user.userId } : {}),
      ...names,
    };
  };

  const sealNames = (id: string, names: PersonNames): string => sealer.seal(JSON.stringify(names), identityPlace(id));

  const forget = async (
    record: ErasureRecord,
    connection: ConnectionRecord,
    names: PersonNames,
  ): Promise<{ record: ErasureRecord; isOver: boolean }> => {
    const { projectType } = connection;
    const byUserId = projectType === 'hybrid' && names.userId !== undefined;
    const person = (byUserId ? { userId: names.userId } : namesIn(projectType, names)) as JsonObject;
    const result = await runAction(connection.name)('forget_user', person);
    if (result.outcome === 'success') {
      return { record: { ...record, forgottenAt: iso(), error: null, wait: null }, isOver: true };
    }
    const attempts = record.attempts + 1;
    const isOver = result.outcome === 'rejected' || attempts >= maxAttempts;
    // by the code alone: the answer of Iterable may name the person
    const error = new ConnectorError(result.error?.code ?? 'ITC_ITERABLE_NO_ANSWER').toJSON();
    const waitMs = isOver ? 0 : (result.retryAfterMs ?? waitAfter(record.attempts));
    return {
      record: {
        ...record,
        attempts,
        error,
        dueAt: iso(now() + waitMs),
        wait: isOver ? null : 'no_answer',
        // what Iterable surely did not do may still be cancelled
        begunAt: result.outcome === 'retry' && !isOver ? null : record.begunAt,
      },
      isOver,
    };
  };

  /** @param waits project -> when its next call may go */
  const workOn = async (given: ErasureRecord, waits: Map<string, string>): Promise<void> => {
    if (given.sealedIdentity === null) return;
    let record = given;
    let names = JSON.parse(sealer.open(given.sealedIdentity, identityPlace(record.id))) as PersonNames;
    // anew at each writing: the master key may have been replaced since the record was read
    const putOpen = (change: Partial<ErasureRecord>): Promise<boolean> =>
      store.putErasure({ ...record, ...change, sealedIdentity: sealNames(record.id, names) });
    const connection = (await store.listConnections()).find(({ id }) => id === record.connectionId);
    if (connection !== undefined && record.forgottenAt === null && record.place === null) {
      const project = projectOf(connection);
      const until = waits.get(project);
      if (until !== undefined) {
        await putOpen({ dueAt: until, wait: 'limit' });
        return;
      }
      const known = await allNames(connection, names);
      if (known === null && record.attempts < maxAttempts) {
        const dueAt = iso(now() + waitAfter(record.attempts));
        await putOpen({ attempts: record.attempts + 1, dueAt, wait: 'no_answer' });
        return;
      }
      names = known ?? names;
      const wait = await store.takeErasureCall(project, iso(), callsPerDay);
      if (wait !== null) {
        log.warn("Iterable's erasures of a day are used up", { connection: connection.name });
        waits.set(project, wait);
        await putOpen({ dueAt: wait, wait: 'limit' });
        return;
      }
      record = { ...record, begunAt: record.begunAt ?? iso() };
      if (!(await putOpen({}))) return;
      const asked = await forget(record, connection, names);
      record = asked.record;
      const goesOn = await putOpen({});
      if (!asked.isOver || !goesOn) return;
    }
    const place = connection ?? { id: record.connectionId, name: record.connection };
    const note = async (next: ErasureRecord): Promise<boolean> => (await putOpen(next)) && !work.isStopped();
    const erased = await eraseHere(erasers, record, { connection: place, names }, note);
    if (erased === null) return;
    const status = erased.error === null ? 'done' : 'failed';
    await store.putErasure({ ...erased, status, sealedIdentity: null, person: null, endedAt: iso() });
    if (erased.error !== null)
      log.error('Iterable refused an erasure', { connection: place.name, code: erased.error.code });
  };

  const drain = async (goesOn: () => boolean): Promise<void> => {
    const waits = new Map<string, string>();
    while (goesOn()) {
      const due = await store.listDueErasures(iso(), atOnce);
      if (due.length === 0) return;
      for (const record of due) {
        if (work.isStopped()) return;
        try {
          await workOn(record, waits);
        } catch (error) {
          if (error instanceof ConnectorError && error.code === 'ITC_STORE_UNAVAILABLE') throw error;
          log.error('an erasure could not be finished and is tried again', { connection: record.connection, error });
          const known = (await store.getErasure(record.id)) ?? record;
          const dueAt = iso(now() + waitAfter(known.attempts));
          await store.putErasure({ ...known, attempts: known.attempts + 1, dueAt, wait: 'fault' });
        }
      }
    }
  };

  const work = createDueWork({ name: 'erasures', alone, drain, now, lookMs: longestWaitMs, log });
  const { wake, settle, stop } = work;

  return {
    wake,
    /** Takes requests, all under one task; one for a person whose erasure is open answers that one, which moves to the task. Throws ITC_IDENTITY_MISSING, naming the place. */
    async request(
      name: string,
      people: readonly { email?: string | undefined; userId?: string | undefined }[],
    ): Promise<ErasureRecord[]> {
      const connection = await connections.get(name);
      const named = people.map((given, index) => {
        const names = namesIn(connection.projectType, given);
        if (isNamed(names)) return names;
        const path = `people[${index}].${connection.projectType === 'userId' ? 'userId' : 'email'}`;
        throw new ConnectorError('ITC_IDENTITY_MISSING', `\`${path}\` has no value.`, {
          details: { path, found: 'nothing' },
        });
      });
      const task = newId('task');
      const { workspaceId } = connection;
      const input = { connection: name, ...(workspaceId === undefined ? {} : { workspace: workspaceId }) };
      const records = await store.addErasures(
        { id: task, kind: erasureKind, input },
        named.map((names) => {
          const id = newId('era');
          const salt = randomBytes(16).toString('hex');
          return {
            id,
            connectionId: connection.id,
            connection: connection.name,
            task,
            status: 'pending',
            sealedIdentity: sealNames(id, names),
            person: personKeys.namesOf(connection.id, names).join(' '),
            proof: { salt, hash: personKeys.proofOf(salt, names) },
            counts: {},
            attempts: 0,
            error: null,
            wait: null,
            createdAt: iso(),
            dueAt: iso(),
            begunAt: null,
            forgottenAt: null,
            place: null,
            endedAt: null,
          };
        }),
      );
      wake();
      return records;
    },
    /** The records whose proof is about this person, the newest first. */
    async proofsOf(
      name: string,
      given: { email?: string | undefined; userId?: string | undefined },
    ): Promise<ErasureRecord[]> {
      const connection = await connections.get(name);
      const names = namesIn(connection.projectType, given);
      const found: ErasureRecord[] = [];
      let cursor: string | null = null;
      do {
        const page = await store.listErasures({ connection: name, limit: 500, ...(cursor === null ? {} : { cursor }) });
        found.push(...page.items.filter(({ proof }) => personKeys.proofOf(proof.salt, names) === proof.hash));
        cursor = page.next;
      } while (cursor !== null);
      return found;
    },
    settle,
    stop,
  };
}

export type ErasureRunner = ReturnType<typeof createErasureRunner>;
