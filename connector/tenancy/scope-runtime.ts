import { ConnectorError } from '../../errors/connector-error.ts';
import type { BulkAudience, BulkRunner } from '../bulk/bulk-runner.ts';
import { isImport } from '../imports/import-step.ts';
import type { ConnectionBook } from '../runtime/connection-book.ts';
import { createInstall } from '../runtime/install.ts';
import type { RecipeAuthor, RecipeBook } from '../runtime/recipe-book.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { unknownSecret, type SecretBook } from '../runtime/secret-book.ts';
import type { Caller } from '../security/caller.ts';
import { hashSecret } from '../security/hash-secret.ts';
import type { JobOrder, TaskOrder } from '../tasks/plan-step.ts';
import { guardErasures } from './guard-erasures.ts';
import { createScope, type Scope } from './scope.ts';
import { scopeStore } from './scope-store.ts';

const unknownConnection = (name: string): ConnectorError =>
  new ConnectorError('ITC_CONNECTION_UNKNOWN', `There is no connection named ${JSON.stringify(name)}.`);
const unknownRecipe = (name: string): ConnectorError =>
  new ConnectorError('ITC_RECIPE_UNKNOWN', `There is no recipe named ${JSON.stringify(name)}.`);

function scopeConnections(book: ConnectionBook, scope: Scope): ConnectionBook {
  const get: ConnectionBook['get'] = async (name) => {
    const record = await book.get(name);
    if (!scope.ownsConnection(record)) throw unknownConnection(name);
    return record;
  };
  const after = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    await get(name);
    return work();
  };
  return {
    get,
    list: async () => (await book.list()).filter(scope.ownsConnection),
    create: (connection) => book.create(connection, scope.workspaceId),
    remove: (name) => after(name, () => book.remove(name)),
    removed: book.removed,
    byWriteKeyHash: book.byWriteKeyHash,
    rotateWriteKey: (name) => after(name, () => book.rotateWriteKey(name)),
    rotateSecret: (name) => after(name, () => book.rotateSecret(name)),
    setSandboxUrl: (name, url) => after(name, () => book.setSandboxUrl(name, url)),
    setPolicy: (name, policy) => after(name, () => book.setPolicy(name, policy)),
    setFieldCheck: (name, mode) => after(name, () => book.setFieldCheck(name, mode)),
    unseal: book.unseal,
    open: (name) => after(name, () => book.open(name)),
    byHookToken: book.byHookToken,
    reload: book.reload,
    setSends: (name, sends) => after(name, () => book.setSends(name, sends)),
    byName: book.byName,
    change: (name, change) => after(name, () => book.change(name, change)),
  };
}

function scopeRecipes(book: RecipeBook, author: RecipeAuthor): RecipeBook {
  return {
    check: (text) => book.check(text, author),
    save: (text, options) => book.save(text, options, author),
    setEnabled: (name, enabled) => book.setEnabled(name, enabled, author),
    grant: (name, grant) => book.grant(name, grant, author),
    tiersOf: book.tiersOf,
    enabledOf: book.enabledOf,
    reload: book.reload,
    byJourneyToken: book.byJourneyToken,
  };
}

function scopeSecrets(book: SecretBook, { workspaceId }: Scope): SecretBook {
  const list = async () => (await book.list()).filter((secret) => secret.workspaceId === workspaceId);
  return {
    list,
    put: (secret) => book.put(secret, workspaceId),
    async remove(name) {
      if (!(await list()).some((secret) => secret.name === name)) throw unknownSecret(name);
      await book.remove(name);
    },
    open: (name, host) => book.open(name, host, workspaceId),
  };
}

/** An upload has no connection yet: the name of its file tells whose it is. */
const uploadEnding = ({ workspaceId }: Scope): string => `.${hashSecret(workspaceId).slice(0, 16)}`;

function scopeBulk(bulk: BulkRunner, scope: Scope): BulkRunner {
  const get: BulkRunner['get'] = async (id) => {
    const run = await bulk.get(id);
    if (!(await scope.hasConnection(run.connection))) throw new ConnectorError('ITC_BULK_UNKNOWN');
    return run;
  };
  const ending = uploadEnding(scope);
  const own = async <R extends BulkAudience>(run: R): Promise<R> => {
    if (!(await scope.hasConnection(run.connection))) throw unknownConnection(run.connection);
    return run.upload === null ? run : { ...run, upload: run.upload + ending };
  };
  return {
    ...bulk,
    get,
    create: async (run) => bulk.create(await own(run)),
    check: async (run) => bulk.check(await own(run)),
    sample: async (run) => bulk.sample(await own(run)),
    pause: async (id) => bulk.pause((await get(id)).id),
    resume: async (id) => bulk.resume((await get(id)).id),
    cancel: async (id) => bulk.cancel((await get(id)).id),
    redrive: async (id, outcomes) => bulk.redrive((await get(id)).id, outcomes),
    files: { ...bulk.files, append: (id, offset, body) => bulk.files.append(id + ending, offset, body) },
  };
}

/** An order that reaches no further than its workspace, whatever it selects. */
async function scopeOrder(order: JobOrder, scope: Scope): Promise<JobOrder> {
  const workspace = scope.workspaceId;
  const recipe = 'recipe' in order ? order.recipe : undefined;
  if (recipe !== undefined && !(await scope.hasRecipe(recipe))) throw unknownRecipe(recipe);
  const [connections, recipes] = await Promise.all([scope.connections(), scope.recipes()]);
  if (order.kind === 'bulk_replay' && connections !== undefined) {
    return { ...order, workspace, events: { ...order.events, connections } };
  }
  if ('jobs' in order && recipes !== undefined) {
    return { ...order, workspace, jobs: { ...order.jobs, recipes } } as JobOrder;
  }
  return { ...order, workspace };
}

async function scopeTask(order: TaskOrder, scope: Scope): Promise<TaskOrder> {
  if (!isImport(order)) return scopeOrder(order, scope);
  if (!(await scope.hasConnection(order.connection))) throw unknownConnection(order.connection);
  return { ...order, workspace: scope.workspaceId, file: order.file + uploadEnding(scope) };
}

type Author = Pick<RecipeAuthor, 'id' | 'mayGrant'>;

type ScopedPart =
  | 'store'
  | 'connections'
  | 'recipes'
  | 'secrets'
  | 'install'
  | 'bulk'
  | 'testConnection'
  | 'previewAction'
  | 'runAction'
  | 'loadPicklist'
  | 'loadFields'
  | 'replayEvent'
  | 'rerunJob'
  | 'tasks';

/** What is the same for all workspaces, or asks for the workspace itself. A new part of the runtime does not compile until it is here or scoped. */
const sharedParts: Readonly<Record<Exclude<keyof Runtime, ScopedPart>, true>> = {
  config: true,
  log: true,
  version: true,
  registry: true,
  rotateKeys: true,
  metrics: true,
  isWorking: true,
  checkCallbackUrl: true,
  streams: true,
  learner: true,
  handleHook: true,
  webhookUrl: true,
  trackingUrl: true,
  addressesOf: true,
  setLocalUrl: true,
  tryConnection: true,
  checkSchema: true,
  schemasChanged: true,
  limitUse: true,
  serverTrouble: true,
  startWorker: true,
  wakeWorker: true,
  sealSetting: true,
  openSetting: true,
  sessions: true,
  setupLink: true,
  people: true,
  tokens: true,
  audit: true,
  signInThrottle: true,
  singleSignOn: true,
  trustedProxies: true,
  isAdminToken: true,
  adminToken: true,
  startedAt: true,
  localUrl: true,
  newRequestId: true,
  isStopping: true,
  beginStop: true,
  sampleFiles: true,
  assets: true,
  reconciler: true,
  consent: true,
  settleConsent: true,
  rotations: true,
  rotateIfDue: true,
  erasures: true,
  alerts: true,
  checkPublicAddress: true,
  close: true,
};

function sharedOf(runtime: Runtime): Omit<Runtime, ScopedPart> {
  const keys = Object.keys(sharedParts) as (keyof typeof sharedParts)[];
  return Object.fromEntries(keys.map((key) => [key, runtime[key]])) as unknown as Omit<Runtime, ScopedPart>;
}

function scopeRuntime(runtime: Runtime, workspaceId: string, { id, mayGrant }: Author): Runtime {
  const scope = createScope(runtime, workspaceId);
  const store = scopeStore(runtime.store, scope);
  const checked = async (connection: string): Promise<string> => {
    if (!(await scope.hasConnection(connection))) throw unknownConnection(connection);
    return connection;
  };
  const ownTask = async (id: string): Promise<string> => {
    if ((await store.getTask(id)) === null) throw new ConnectorError('ITC_TASK_UNKNOWN');
    return id;
  };
  const seesRecipe = scope.hasRecipe;
  const connections = scopeConnections(runtime.connections, scope);
  const recipes = scopeRecipes(runtime.recipes, { id, mayGrant, seesConnection: scope.hasConnection, seesRecipe });
  return {
    ...sharedOf(runtime),
    store,
    connections,
    recipes,
    secrets: scopeSecrets(runtime.secrets, scope),
    install: createInstall({
      connections,
      recipes,
      recipeConnection: async (name) => (await store.getRecipe(name))?.document.connection ?? null,
    }),
    bulk: scopeBulk(runtime.bulk, scope),
    testConnection: async (name) => runtime.testConnection(await checked(name)),
    previewAction: async (action, name, input) => runtime.previewAction(action, await checked(name), input),
    runAction: async (action, name, input) => runtime.runAction(action, await checked(name), input),
    loadPicklist: async (picklist, name, args, refresh) =>
      runtime.loadPicklist(picklist, await checked(name), args, refresh),
    loadFields: async (name, refresh) => runtime.loadFields(await checked(name), refresh),
    async replayEvent(id, recipe) {
      if ((await store.getEvent(id)) === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
      if (recipe !== undefined && !(await seesRecipe(recipe))) throw unknownRecipe(recipe);
      return runtime.replayEvent(id, recipe);
    },
    async rerunJob(id, options) {
      if ((await store.getJob(id)) === null) throw new ConnectorError('ITC_JOB_UNKNOWN');
      return runtime.rerunJob(id, options);
    },
    tasks: {
      estimate: async (order) => runtime.tasks.estimate(await scopeOrder(order, scope)),
      start: async (order) => runtime.tasks.start(await scopeTask(order, scope)),
      pause: async (id) => runtime.tasks.pause(await ownTask(id)),
      unpause: async (id) => runtime.tasks.unpause(await ownTask(id)),
      cancel: async (id) => runtime.tasks.cancel(await ownTask(id)),
      faults: async (id) => runtime.tasks.faults(await ownTask(id)),
    },
  };
}

const always = (): Promise<boolean> => Promise.resolve(true);

/**
 * The runtime as a caller has it: what belongs to another workspace is not there, in every route alike, so that no route has to
 * remember to ask. The admin token sees all of it.
 */
export function runtimeFor(runtime: Runtime, { id, workspaceId, permissions }: Caller): Runtime {
  const mayGrant = permissions.has('recipes.grant');
  const tasks = guardErasures(runtime.tasks, runtime.store, permissions);
  if (workspaceId !== null) return scopeRuntime({ ...runtime, tasks }, workspaceId, { id, mayGrant });
  const recipes = scopeRecipes(runtime.recipes, { id, mayGrant, seesConnection: always, seesRecipe: always });
  return { ...runtime, tasks, recipes };
}
