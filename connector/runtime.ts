import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { actions, picklists } from '../actions/index.ts';
import { triggers } from '../triggers/index.ts';
import { createBulkFiles } from './bulk/bulk-files.ts';
import { createBulkRunner } from './bulk/bulk-runner.ts';
import type { JsonObject } from '../errors/json.ts';
import type { Config } from './config.ts';
import { isWebAction, type StepAction } from './define-web-action.ts';
import type { Action } from './define.ts';
import { defaultLimits } from './intake/intake-limits.ts';
import { createIntake } from './intake/intake.ts';
import { createIterableClient } from './iterable/client.ts';
import { createFieldCheck, defaultFieldCheck } from './iterable/field-check.ts';
import { createLimiter } from './iterable/limits.ts';
import { createPersonGate } from './iterable/person-gate.ts';
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
import { createMetrics } from './metrics/metrics.ts';
import { observeStep } from './metrics/observe-step.ts';
import { traced } from './metrics/traced.ts';
import { loadRegistry } from './registry.ts';
import { createRespondWaiters } from './respond-waiters.ts';
import { createOutsideWorld } from './outbound/outside-world.ts';
import { webActions } from './outbound/web-actions.ts';
import { prepareAdminToken } from './runtime/admin-token.ts';
import { checkRecipeText, createCheckContext } from './runtime/check-recipe-text.ts';
import { createConnectionBook } from './runtime/connection-book.ts';
import { createKeyRotation } from './runtime/key-rotation.ts';
import { createMasking } from './runtime/masking.ts';
import { createMatchingRecipes } from './runtime/matching-recipes.ts';
import { packageVersion } from './runtime/package-root.ts';
import { createRecipeBook } from './runtime/recipe-book.ts';
import { requiredTiers } from './runtime/recipe-tiers.ts';
import { startRetention } from './runtime/retention.ts';
import { createSecretBook } from './runtime/secret-book.ts';
import type { Runtime, Surroundings } from './runtime/runtime.ts';
import { createSchemaChecker } from './schema-check/schema-checker.ts';
import { hashSecret } from './security/hash-secret.ts';
import { createIterableRanges } from './security/iterable-ranges.ts';
import { openKeyFile } from './security/master-key.ts';
import { newSecret } from './security/new-secret.ts';
import { createSessionBook } from './security/session-book.ts';
import { createSetupLink } from './security/setup-link.ts';
import { createSealer, type SealPlace } from './security/seal.ts';
import { newId } from './store/new-id.ts';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.ts';
import { createTaskRunner } from './tasks/task-runner.ts';

const settingPlace = (row: string): SealPlace => ({ table: 'settings', row, field: 'value' });

/** The one place where the parts are wired. The data folder must exist and be locked; jobs run after `startWorker`. */
export async function createRuntime(config: Config, { now, random, sleep, log }: Surroundings): Promise<Runtime> {
  const startedAt = new Date(now()).toISOString();
  const registry = loadRegistry({ actions, triggers, picklists, webActions });
  const keys = openKeyFile(config.masterKey, config.dataDir);
  const sealer = createSealer(...keys.keys);
  const store = await openSqliteStore({
    file: join(config.dataDir, 'connector.db'),
    now,
    longestDedupWindowMs: Math.max(config.dedupWindowMs, defaultLimits.journeyDedupWindowMs),
  });
  try {
    const keyRotation = createKeyRotation({ store, sealer, keys, log });
    if (keys.keys.length > 1) await keyRotation.finish();
    const adminToken = await prepareAdminToken({
      store,
      folder: config.dataDir,
      fromEnvironment: config.adminToken,
      newSecret,
    });
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
      requiredTiers: (recipe) => requiredTiers(recipe, registry.findStep),
      grantedToAll: config.recipeGrants,
      connectionIdOf: async (name) => (await connections.get(name)).id,
      newSecret,
      newId,
      now,
    });

    const limiter = createLimiter({ now, sleep });
    const client = createIterableClient({ now, random, sleep, limiter });
    const streams = createStreamClient({ now, random, sleep, limiter });
    const secrets = createSecretBook({ store, sealer, newId, now });
    const gate = createPersonGate();
    const loader = createPicklistLoader({ client, now });
    const fieldLoader = createFieldLoader({ client, now });
    const schemaChecker = createSchemaChecker();
    const outside = createOutsideWorld({
      allowed: config.outboundAllow,
      openSecret: secrets.open,
      checkSchema: schemaChecker.check,
      now,
    });
    const waiters = createRespondWaiters(sleep);
    let worker: Worker | null = null;
    const wakeWorker = (): void => worker?.wake();
    const iterableRanges = await createIterableRanges({
      files: config.sourceRanges,
      read: (file) => (file.startsWith('https://') ? outside.read(file) : readFile(file, 'utf8')),
      store,
      log,
    });
    const metrics = createMetrics({ store, now, version: packageVersion() });
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
      iterableRanges: iterableRanges.of,
      waitForRespond: waiters.waitForRespond,
      onJobs: wakeWorker,
      onStored: learner.take,
      onAnswer: (what, sinceMs) => metrics.webhook(what, (now() - sinceMs) / 1_000),
    });
    const matchingRecipes = createMatchingRecipes({ store, registry, recipes });
    const jobControl = createJobControl({ store, newId, matchingRecipes });
    const tasks = createTaskRunner({
      store,
      newId,
      matchingRecipes,
      effectOf: (name) => {
        const effect = registry.findStep(name)?.effect;
        return typeof effect === 'string' ? effect : null;
      },
      now,
      sleep,
      log,
      onJobs: wakeWorker,
    });
    const run = async (action: Action, name: string, input: JsonObject, stepKey: string) => {
      const connection = await connections.open(name);
      const { fieldCheck: mode = defaultFieldCheck } = await connections.get(name);
      const fieldCheck = createFieldCheck({ loader: fieldLoader, log }, connection, mode);
      return { action, input, stepKey, client, gate, connection, fieldCheck };
    };
    const runStep = async (action: StepAction, connection: string, input: JsonObject, stepKey: string) =>
      isWebAction(action)
        ? outside.run(action, input, stepKey)
        : runAction(await run(action, connection, input, stepKey));
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
      secrets,
      rotateKeys: keyRotation.rotate,
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
      previewAction: async (action, connection, input) =>
        isWebAction(action)
          ? outside.preview(action, input)
          : previewRequest(await run(action, connection, input, 'preview')),
      runAction: (...call) => runStep(...call, newId('run')),
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
        await store.reclaimJobs(new Date(now()).toISOString(), true);
        const ports = {
          store,
          findAction: registry.findStep,
          countSend: store.countSend,
          masking: createMasking(connections, sealer),
          savedSchemaOf: savedSchemas.of,
          inputSchemaOf: (name: string) => checkContext.action(name)?.inputSchema,
          runAction: ({ action, input, connection, stepKey }: StepCall) =>
            observeStep({ action, input }, { metrics, now }, () => runStep(action, connection, input, stepKey)),
          respond: (eventId: string, answer: Parameters<typeof waiters.respond>[1]) =>
            void waiters.respond(eventId, answer),
          now,
          random,
          log,
        };
        worker = startWorker({
          store,
          now,
          log,
          runJob: (claimed) => traced('job', { job: claimed.job.id }, () => runJob(claimed, ports)),
        });
        await tasks.resume();
        await bulk.start();
      },
      isWorking: () => worker !== null,
      metrics,
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
      async close() {
        const working = worker;
        worker = null;
        waiters.close();
        retention.stop();
        await Promise.all([working?.stop(), bulk.stop(), tasks.close()]);
        iterableRanges.stop();
        outside.close();
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
