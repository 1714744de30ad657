import { actions, picklists } from '../actions/index.ts';
import { triggers } from '../triggers/index.ts';
import { createBulkFiles } from './bulk/bulk-files.ts';
import { createBulkRunner } from './bulk/bulk-runner.ts';
import type { Config } from './config.ts';
import { createIntake } from './intake/intake.ts';
import { createIterableClient } from './iterable/client.ts';
import { createFieldCheck, defaultFieldCheck } from './iterable/field-check.ts';
import { createLimiter } from './iterable/limits.ts';
import { createPersonGate } from './iterable/person-gate.ts';
import { createSharedLimiter } from './iterable/shared-limits.ts';
import { createSharedPersonGate } from './iterable/shared-person-gate.ts';
import { createPicklistLoader } from './iterable/load-picklist.ts';
import { createFieldLoader } from './iterable/project-fields.ts';
import { previewRequest, runAction } from './iterable/run-action.ts';
import { createStreamClient } from './iterable/stream-client.ts';
import { testConnection } from './iterable/test-connection.ts';
import { createJobControl } from './jobs/job-control.ts';
import type { StepCall } from './jobs/job-ports.ts';
import { runJob } from './jobs/run-job.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import { recipeOutput } from './learning/known-outputs.ts';
import { createLearner } from './learning/learner.ts';
import { createSavedSchemas } from './learning/saved-schemas.ts';
import { loadRegistry } from './registry.ts';
import { createRespondWaiters } from './respond-waiters.ts';
import { prepareAdminToken } from './runtime/admin-token.ts';
import { checkRecipeText, createCheckContext } from './runtime/check-recipe-text.ts';
import { createConnectionBook } from './runtime/connection-book.ts';
import { createMatchingRecipes } from './runtime/matching-recipes.ts';
import { followChanges } from './runtime/follow-changes.ts';
import { checkMasterKey, oneAtATime, openStore } from './runtime/open-store.ts';
import { packageVersion } from './runtime/package-root.ts';
import { createRecipeBook } from './runtime/recipe-book.ts';
import { startRetention } from './runtime/retention.ts';
import type { Runtime, Surroundings } from './runtime/runtime.ts';
import { shareResponds } from './share-responds.ts';
import { createSchemaChecker } from './schema-check/schema-checker.ts';
import { hashSecret } from './security/hash-secret.ts';
import { loadMasterKey } from './security/master-key.ts';
import { newSecret } from './security/new-secret.ts';
import { createSessionBook } from './security/session-book.ts';
import { createSetupLink } from './security/setup-link.ts';
import { createSealer, type SealPlace } from './security/seal.ts';
import { newId } from './store/new-id.ts';
import { createTaskRunner } from './tasks/task-runner.ts';

// jobs of a process that died go on after the lease and a third of it; a claim or an end is a round trip, so many are made at once
const sharedWorker = { leaseMs: 2_500, concurrency: 100, ahead: 200 };
const sharedTaskMs = 10_000;

const settingPlace = (row: string): SealPlace => ({ table: 'settings', row, field: 'value' });

/** The one place where the parts are wired. The data folder must exist and be locked; jobs run after `startWorker`. */
export async function createRuntime(config: Config, { now, random, sleep, log }: Surroundings): Promise<Runtime> {
  const startedAt = new Date(now()).toISOString();
  const registry = loadRegistry({ actions, triggers, picklists });
  const sealer = createSealer(loadMasterKey(config.masterKey, config.dataDir));
  const { store, shared } = await openStore(config, { now, random, log });
  try {
    if (shared !== null) await checkMasterKey(store, sealer);
    const adminToken = await oneAtATime(store, { now, sleep }, () =>
      prepareAdminToken({ store, folder: config.dataDir, fromEnvironment: config.adminToken, newSecret }),
    );
    const sessions = await createSessionBook({ store, newSecret, now });
    const setupLink = await createSetupLink({ store, newSecret, now });
    const connections = await createConnectionBook({ store, sealer, hashSecret, newSecret, newId, now });
    const checkContext = createCheckContext(registry);
    const learner = createLearner({ store, log });
    const savedSchemas = createSavedSchemas({ store, now });
    const recipes = await createRecipeBook({
      store,
      check: async (text) => {
        const ids = new Map((await connections.list()).map(({ id, name }) => [name, id]));
        await learner.settle();
        return checkRecipeText(text, { ...checkContext, hasConnection: (name) => ids.has(name) }, (recipe) =>
          recipeOutput({ store, registry }, ids.get(recipe.connection), recipe),
        );
      },
      connectionIdOf: async (name) => (await connections.get(name)).id,
      newSecret,
      newId,
      now,
    });

    const local = createLimiter({ now, sleep });
    const limiter =
      shared === null ? local : createSharedLimiter({ limits: shared.share.limits, local, now, sleep, log });
    const client = createIterableClient({ now, random, sleep, limiter });
    const streams = createStreamClient({ now, random, sleep, limiter });
    const gate =
      shared === null ? createPersonGate() : createSharedPersonGate({ turns: shared.share.turns, sleep, random, log });
    const loader = createPicklistLoader({ client, now });
    const fieldLoader = createFieldLoader({ client, now });
    const schemaChecker = createSchemaChecker();
    const waiters = createRespondWaiters(sleep);
    const responds = shared === null ? null : shareResponds(waiters, shared.share.answers, log);
    const stopFollowing =
      shared === null
        ? null
        : followChanges(
            shared,
            {
              connections: connections.reload,
              recipes: recipes.reload,
              schema_versions: async () => savedSchemas.forget(),
              settings: async () => {
                await adminToken.reload();
                await sessions.reload();
              },
            },
            { sleep, log },
          );
    let worker: Worker | null = null;
    const wakeWorker = (): void => worker?.wake();
    const handleHook = createIntake({
      store,
      connections,
      recipes,
      triggers,
      now,
      newId,
      log,
      limits: { dedupWindowMs: config.dedupWindowMs },
      trustedProxies: config.trustedProxies,
      waitForRespond: waiters.waitForRespond,
      onJobs: wakeWorker,
      onStored: learner.take,
    });
    const matchingRecipes = createMatchingRecipes({ store, registry, recipes });
    const jobControl = createJobControl({ store, newId, matchingRecipes });
    const tasks = createTaskRunner({
      store,
      newId,
      matchingRecipes,
      effectOf: (name) => {
        const effect = registry.findAction(name)?.effect;
        return typeof effect === 'string' ? effect : null;
      },
      now,
      sleep,
      log,
      onJobs: wakeWorker,
    });
    const run = async (call: Parameters<Runtime['runAction']>, stepKey: string) => {
      const [action, name, input] = call;
      const connection = await connections.open(name);
      const { fieldCheck: mode = defaultFieldCheck } = await connections.get(name);
      const fieldCheck = createFieldCheck({ loader: fieldLoader, log }, connection, mode);
      return { action, input, stepKey, client, gate, connection, fieldCheck };
    };
    const bulk = createBulkRunner({
      store,
      files: createBulkFiles(config.dataDir, config.bulkMaxBytes),
      client,
      streams,
      gate,
      findAction: (name) => ({
        action: registry.action(name),
        inputSchema: checkContext.action(name)?.inputSchema ?? null,
      }),
      openConnection: connections.open,
      newId,
      now,
      random,
      sleep,
      log,
      keepMs: config.keepMs.jobs,
    });
    const retention = startRetention({ store, keepMs: config.keepMs, now, log });

    let isStopping = false;
    let localUrl = `http://${config.host}:${config.port}`;
    const address = (path: string): string => `${config.publicUrl ?? localUrl}${path}`;

    return {
      config,
      log,
      version: packageVersion(),
      store,
      registry,
      connections,
      recipes,
      bulk,
      streams,
      learner,
      handleHook,
      webhookUrl: ({ hookToken }) => address(`/hooks/${hookToken}`),
      async addressesOf({ document, journeyToken }) {
        const connection = await store.getConnection(document.connection);
        const source = registry.findTrigger(document.trigger.use)?.source;
        if (connection === null) return { webhookUrl: null, journeyUrl: null };
        const base = address(`/hooks/${connection.hookToken}`);
        return source === 'journey_webhook'
          ? { webhookUrl: null, journeyUrl: `${base}/journeys/${journeyToken}` }
          : { webhookUrl: base, journeyUrl: null };
      },
      setLocalUrl: (url) => {
        localUrl = url;
      },
      testConnection: async (name) => testConnection(client, await connections.open(name)),
      tryConnection: (connection) => testConnection(client, { ...connection, id: newId('con') }),
      previewAction: async (...call) => previewRequest(await run(call, 'preview')),
      runAction: async (...call) => runAction(await run(call, newId('run'))),
      loadPicklist: async (picklist, connection, args, refresh) =>
        loader.load(await connections.open(connection), picklist, args, { refresh }),
      loadFields: async (connection, refresh) => fieldLoader.load(await connections.open(connection), { refresh }),
      checkSchema: schemaChecker.check,
      schemasChanged: savedSchemas.forget,
      async replayEvent(eventId, recipe) {
        const jobs = await jobControl.replay(eventId, recipe);
        wakeWorker();
        return jobs.map(({ id }) => id);
      },
      async rerunJob(jobId, options) {
        const job = await jobControl.rerun(jobId, options);
        wakeWorker();
        return job;
      },
      tasks,
      limitUse: limiter.use,
      async startWorker() {
        await bulk.start();
        if (config.role === 'receive') return;
        // what still runs there is left over from a process that died, unless there are others
        if (shared === null) await store.reclaimJobs(new Date(now()).toISOString(), true);
        const ports = {
          store,
          findAction: registry.findAction,
          savedSchemaOf: savedSchemas.of,
          inputSchemaOf: (name: string) => checkContext.action(name)?.inputSchema,
          runAction: async ({ action, input, connection, stepKey }: StepCall) =>
            runAction(await run([action, connection, input], stepKey)),
          respond: (eventId: string, answer: Parameters<typeof waiters.respond>[1]) =>
            void (responds ?? waiters).respond(eventId, answer),
          now,
          random,
          log,
        };
        worker = startWorker({
          store,
          now: shared?.clock ?? now,
          log,
          runJob: (claimed) => runJob(claimed, ports),
          ...(shared === null ? {} : sharedWorker),
        });
        await tasks.resume(shared === null ? undefined : sharedTaskMs);
      },
      wakeWorker,
      sealSetting: (key, value) => store.putSetting(key, sealer.seal(value, settingPlace(key))),
      async openSetting(key) {
        const sealed = await store.getSetting(key);
        return sealed === null ? null : sealer.open(sealed, settingPlace(key));
      },
      sessions,
      setupLink,
      isAdminToken: (token) => adminToken.matches(token),
      adminToken,
      startedAt,
      localUrl: () => localUrl,
      newRequestId: () => newId('req'),
      isStopping: () => isStopping,
      beginStop: () => {
        isStopping = true;
      },
      async close() {
        waiters.close();
        responds?.close();
        stopFollowing?.();
        retention.stop();
        await Promise.all([worker?.stop(), bulk.stop(), tasks.close()]);
        await learner.close();
        await schemaChecker.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
