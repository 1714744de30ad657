import { ConnectorError } from '../../errors/connector-error.ts';
import { defaultWorkspaceId, type Page, type Store, type TaskRecord } from '../store/store.ts';
import type { Scope } from './scope.ts';

/** What no call of a workspace has a use for: the workers', the webhook path's and the identity of people. */
const closed = (): Promise<never> =>
  Promise.reject(
    new ConnectorError('ITC_INTERNAL', 'A call of a workspace reached for something of the whole server.'),
  );

const ofWorkspace = ({ input }: TaskRecord): string =>
  typeof input['workspace'] === 'string' ? input['workspace'] : defaultWorkspaceId;

/**
 * The store as a workspace sees it: what is not its own is not there. Every method is listed, so that a new one does not compile
 * until somebody decides what a workspace may see of it; `closed` is the safe choice.
 */
export function scopeStore(store: Store, scope: Scope): Store {
  const ifConnection = async <T>(name: string | undefined, found: T, none: T): Promise<T> =>
    name !== undefined && (await scope.hasConnection(name)) ? found : none;
  const ofNamed = async <T>(connectionId: string | undefined, read: () => Promise<T>): Promise<T> =>
    connectionId !== undefined && (await scope.hasConnectionId(connectionId)) ? read() : closed();
  const hasJob = async (id: string): Promise<boolean> => {
    const job = await store.getJob(id);
    return job !== null && (await scope.hasRecipe(job.recipe));
  };
  const hasTask = async (id: string): Promise<boolean> => {
    const task = await store.getTask(id);
    return task !== null && ofWorkspace(task) === scope.workspaceId;
  };
  const ofConnections = async <F extends object>(filter: F): Promise<F & { connections?: readonly string[] }> => {
    const connections = await scope.connections();
    return connections === undefined ? filter : { ...filter, connections };
  };
  const ofRecipes = async <F extends object>(filter: F): Promise<F & { recipes?: readonly string[] }> => {
    const recipes = await scope.recipes();
    return recipes === undefined ? filter : { ...filter, recipes };
  };

  return {
    putConnection: closed,
    changeConnection: closed,
    async getConnection(name) {
      const record = await store.getConnection(name);
      return scope.ownsConnection(record) ? record : null;
    },
    listConnections: async () => (await store.listConnections()).filter(scope.ownsConnection),
    deleteConnection: closed,

    saveRecipe: closed,
    setRecipeEnabled: closed,
    setRecipeGrant: closed,
    countSend: closed,
    getRecipe: async (name) => ((await scope.hasRecipe(name)) ? store.getRecipe(name) : null),
    getRecipeVersion: async (name, version) =>
      (await scope.hasRecipe(name)) ? store.getRecipeVersion(name, version) : null,
    listRecipeVersions: async (name) => ((await scope.hasRecipe(name)) ? store.listRecipeVersions(name) : []),
    async listRecipes() {
      const own = await scope.recipes();
      const all = await store.listRecipes();
      return own === undefined ? all : all.filter(({ name }) => own.includes(name));
    },

    appendEvent: closed,
    appendEvents: closed,
    async getEvent(id) {
      const event = await store.getEvent(id);
      return ifConnection(event?.connection, event, null);
    },
    listEvents: async (filter) => store.listEvents(await ofConnections(filter)),
    countEvents: async (filter) => store.countEvents(await ofConnections(filter)),
    searchEvents: async (filter) => store.searchEvents(await ofConnections(filter)),
    eventStatistics: async (range) => store.eventStatistics(await ofConnections(range)),
    appendRejectedCall: closed,
    listRejectedCalls: async (filter) => store.listRejectedCalls(await ofConnections(filter)),

    enqueueJob: closed,
    claimJobs: closed,
    reclaimJobs: closed,
    renewLease: closed,
    nextDueAt: closed,
    recordSteps: closed,
    changeJob: closed,
    releaseJob: async (id) => (await hasJob(id)) && store.releaseJob(id),
    discardJob: async (id, reason) => (await hasJob(id)) && store.discardJob(id, reason),
    async getJob(id) {
      const job = await store.getJob(id);
      return job !== null && (await scope.hasRecipe(job.recipe)) ? job : null;
    },
    listJobs: async (filter) => store.listJobs(await ofRecipes(filter)),
    countJobs: async (recipes) => store.countJobs(recipes ?? (await scope.recipes())),
    countJobsOf: async (filter) => store.countJobsOf(await ofRecipes(filter)),
    jobStatistics: async (range) => store.jobStatistics(await ofRecipes(range)),
    oldestQueuedAt: async (recipes) => store.oldestQueuedAt(recipes ?? (await scope.recipes())),

    addTask: closed,
    getTask: async (id) => ((await hasTask(id)) ? store.getTask(id) : null),
    async listTasks(filter) {
      const limit = filter.limit ?? 50;
      const items: TaskRecord[] = [];
      let cursor = filter.cursor;
      for (;;) {
        const page: Page<TaskRecord> = await store.listTasks({
          ...filter,
          limit: limit - items.length,
          ...(cursor === undefined ? {} : { cursor }),
        });
        items.push(...page.items.filter((task) => ofWorkspace(task) === scope.workspaceId));
        if (page.next === null || items.length >= limit) return { items, next: page.next };
        cursor = page.next;
      }
    },
    advanceTask: closed,
    moveTask: closed,
    endTask: closed,
    countTaskJobs: async (id) => ((await hasTask(id)) ? store.countTaskJobs(id) : closed()),

    createBulkRun: closed,
    async getBulkRun(id) {
      const run = await store.getBulkRun(id);
      return ifConnection(run?.connection, run, null);
    },
    listBulkRuns: async (filter) => store.listBulkRuns(await ofConnections(filter)),
    moveBulkRun: closed,
    recordBulkProgress: closed,
    removeBulkRuns: closed,

    getShape: async (id, key) => ((await scope.hasConnectionId(id)) ? store.getShape(id, key) : null),
    updateShape: async (id, key, change) =>
      (await scope.hasConnectionId(id)) ? store.updateShape(id, key, change) : closed(),
    async listShapes(connectionId) {
      const shapes = await store.listShapes(connectionId);
      const own = await Promise.all(shapes.map((shape) => scope.hasConnectionId(shape.connectionId)));
      return shapes.filter((_, index) => own[index]);
    },
    saveSchemaVersion: async (version) =>
      (await scope.hasConnectionId(version.connectionId)) ? store.saveSchemaVersion(version) : closed(),
    listSchemaVersions: async (id, key) => ((await scope.hasConnectionId(id)) ? store.listSchemaVersions(id, key) : []),
    getSchemaVersion: async (id, key, version) =>
      (await scope.hasConnectionId(id)) ? store.getSchemaVersion(id, key, version) : null,

    // their keys hold ids that a caller has from something of its own
    getSetting: (key) => store.getSetting(key),
    putSetting: (key, value) => store.putSetting(key, value),
    updateSetting: closed,
    acquireLease: closed,
    extendLease: closed,
    releaseLease: closed,

    addWorkspace: closed,
    listWorkspaces: closed,
    addPerson: closed,
    getPerson: closed,
    findPerson: closed,
    listPeople: closed,
    changePerson: closed,
    removePerson: closed,
    addSession: closed,
    getSession: closed,
    changeSession: closed,
    listSessions: closed,
    removeSessions: closed,
    addToken: closed,
    getToken: closed,
    listTokens: closed,
    setTokenUsed: closed,
    removeToken: closed,
    beginAudit: closed,
    listBegunAudit: closed,
    appendAudit: closed,
    endBegunAudit: closed,
    auditHead: closed,
    listAudit: closed,

    // reached by way of their connection alone
    getConsentMap: closed,
    putConsentMap: closed,
    changeConsent: closed,
    changeConsentRow: closed,
    findConsent: closed,
    listConsent: closed,
    listDueConsent: closed,
    nextConsentDueAt: closed,
    countConsent: closed,
    consentCounts: closed,
    eraseConsent: closed,
    addErasures: closed,
    putErasure: closed,
    cancelErasures: closed,
    async getErasure(id) {
      const erasure = await store.getErasure(id);
      return ifConnection(erasure?.connection, erasure, null);
    },
    async listErasures(filter) {
      const own = await scope.connections();
      const page = await store.listErasures(filter);
      return own === undefined
        ? page
        : { ...page, items: page.items.filter(({ connection }) => own.includes(connection)) };
    },
    listDueErasures: closed,
    takeErasureCall: closed,
    eraseEvents: closed,
    followEvents: closed,
    acknowledgeEvents: closed,
    putSend: closed,
    findSend: closed,
    recordSendEvents: closed,
    eraseSends: closed,
    claimShadow: closed,
    recordShadow: closed,
    releaseShadow: closed,
    getShadow: closed,

    async getSend(id) {
      const send = await store.getSend(id);
      return send !== null && (await scope.hasConnectionId(send.connectionId)) ? send : null;
    },
    // their filters name the connection, which the route has looked up
    listSends: (filter) => ofNamed(filter.connectionId, () => store.listSends(filter)),
    hasSendsOf: (id, campaign) => ofNamed(id, () => store.hasSendsOf(id, campaign)),
    listSendEvents: (filter) => ofNamed(filter.connectionId, () => store.listSendEvents(filter)),
    countSendEvents: (id, from) => ofNamed(id, () => store.countSendEvents(id, from)),
    countShadows: (id) => ofNamed(id, () => store.countShadows(id)),
    getSuppression: (place) => ofNamed(place.connectionId, () => store.getSuppression(place)),
    updateSuppression: (place, change) => ofNamed(place.connectionId, () => store.updateSuppression(place, change)),
    listSuppressions: (filter) => ofNamed(filter.connectionId, () => store.listSuppressions(filter)),
    countSuppressions: (id) => ofNamed(id, () => store.countSuppressions(id)),
    async findSuppression(id) {
      const found = await store.findSuppression(id);
      return found !== null && (await scope.hasConnectionId(found.connectionId)) ? found : null;
    },
    async removeSuppression(id) {
      const found = await store.findSuppression(id);
      return found !== null && (await scope.hasConnectionId(found.connectionId)) && store.removeSuppression(id);
    },

    putSecret: closed,
    getSecret: closed,
    listSecrets: closed,
    deleteSecret: closed,
    listSealedExcept: closed,
    replaceSealed: closed,

    expire: closed,
    expireOf: closed,
    ping: () => store.ping(),
    close: closed,
  };
}
