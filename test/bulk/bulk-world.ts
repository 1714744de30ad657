import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { v4 } from 'uuid';
import { z } from 'zod';

import { addSubscribersToList } from '../../actions/lists/add-subscribers-to-list.ts';
import { bulkUpsertUsers } from '../../actions/users/bulk-upsert-users.ts';
import { createBulkFiles } from '../../connector/bulk/bulk-files.ts';
import { createBulkRunner, type BulkRunner, type NewBulkRun, type ShownRun } from '../../connector/bulk/bulk-runner.ts';
import { readResults, type RowResult } from '../../connector/bulk/result-file.ts';
import type { Action, Batch } from '../../connector/define.ts';
import { createIterableClient } from '../../connector/iterable/client.ts';
import type { Limiter } from '../../connector/iterable/limits.ts';
import { createPersonGate, type PersonGate } from '../../connector/iterable/person-gate.ts';
import { createStreamClient } from '../../connector/iterable/stream-client.ts';
import { createLog } from '../../connector/log.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { BulkFormat, Store } from '../../connector/store/store.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.ts';

export interface BulkWorld {
  runner: BulkRunner;
  sandbox: Sandbox;
  gate: PersonGate;
  /** Starts a run over this text and answers its id. */
  begin(text: string, plan?: Partial<NewBulkRun> & { format?: BulkFormat }): Promise<string>;
  /** Waits until the run stands still. */
  settled(id: string): Promise<ShownRun>;
  results(id: string): Promise<RowResult[]>;
  close(): Promise<void>;
}

export const jsonLines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A bulk runner on a store of its own, against a sandbox over real HTTP; waits between attempts are cut short. */
export async function startBulkWorld(
  options: {
    batch?: Partial<Batch>;
    sandbox?: SandboxOptions;
    change?: Partial<Action>;
    limiter?: Limiter;
    /** the store that the runner sees */
    wrapStore?: (store: Store) => Store;
  } = {},
): Promise<BulkWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'itc-bulk-'));
  const sandbox = await startSandbox({ limits: false, ...options.sandbox });
  const store = await openSqliteStore({ file: join(folder, 'test.db'), now: Date.now });
  const quick = (ms: number, signal?: AbortSignal): Promise<void> => sleep(Math.min(ms, 5), undefined, { signal });
  const now = Date.now;
  const random = (): number => 0;
  // a 429 costs a whole second by the published limit; the limiter has tests of its own
  const limiter: Limiter = options.limiter ?? {
    waitFor: async () => 0,
    waitForRoom: async () => undefined,
    penalise: () => undefined,
    use: () => [],
  };
  const connection = {
    id: 'con_1',
    name: 'test',
    region: 'us',
    sandboxUrl: sandbox.url,
    projectType: 'email',
    apiKey: sandbox.key,
  } as const;
  const adapt = (action: Action): Action => ({
    ...action,
    endpoint: { method: 'POST', path: (action.endpoint as { path: string }).path },
    ...(action.batch === undefined ? {} : { batch: { ...action.batch, ...options.batch } }),
    ...options.change,
  });
  const actions = new Map([bulkUpsertUsers as Action, addSubscribersToList as Action].map((a) => [a.name, adapt(a)]));
  const gate = createPersonGate();
  const runner = createBulkRunner({
    store: options.wrapStore?.(store) ?? store,
    gate,
    files: createBulkFiles(folder, 50_000_000),
    client: createIterableClient({ now, random, sleep: quick, limiter, timeoutMs: 5000 }),
    streams: createStreamClient({ now, random, sleep: quick, limiter }),
    sendStageOf: () => Promise.reject(new Error('no run of these tests sends messages')),
    findAction(name: string) {
      const action = actions.get(name);
      if (action === undefined) throw new ConnectorError('ITC_ACTION_UNKNOWN');
      return { action, inputSchema: z.toJSONSchema(action.input, { io: 'input', unrepresentable: 'any' }) as Json };
    },
    openConnection: async () => connection,
    newId: (prefix: string) => `${prefix}_${v4()}`,
    now,
    random,
    sleep: quick,
    log: createLog('silent'),
    keepMs: 1000,
  });
  await runner.start();
  return {
    runner,
    sandbox,
    gate,
    async begin(text, { format = 'ndjson', ...plan } = {}) {
      const upload = `fil_${v4()}`;
      await runner.files.append(upload, 0, Readable.from([Buffer.from(text)]));
      const source = { kind: 'file', format } as const;
      const none = { action: 'bulk_upsert_users', connection: 'test', mapping: null, isAuto: false, input: {} };
      return (await runner.create({ ...none, source, upload, ...plan })).id;
    },
    async settled(id) {
      const end = Date.now() + 20_000;
      for (;;) {
        const run = await runner.get(id);
        // between the end of the calls and the end of the run a pause is still under way
        if (!['queued', 'running'].includes(run.status) && run.pace === null) return run;
        if (Date.now() > end) throw new Error(`the run stays ${run.status}: ${JSON.stringify(run.progress)}`);
        await sleep(5);
      }
    },
    async results(id) {
      const { progress } = await runner.get(id);
      const found: RowResult[] = [];
      for await (const result of readResults(runner.files.results(id), progress.resultBytes)) found.push(result);
      return found;
    },
    async close() {
      await runner.stop();
      await store.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
