import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { actions, picklists } from '../actions/index.ts';
import type { JsonObject } from '../errors/json.ts';
import { triggers } from '../triggers/index.ts';
import { createAlerts } from './alerts/alerts.ts';
import { startBulkRun } from './bulk/bulk-action.ts';
import { createBulkFiles } from './bulk/bulk-files.ts';
import { createBulkRunner } from './bulk/bulk-runner.ts';
import type { Config } from './config.ts';
import { changeConsent } from './consent/consent-action.ts';
import { checkCallbackUrl, createPostSigned } from './consent/post-signed.ts';
import { rowImportOf } from './imports/row-import-of.ts';
import { defaultLimits } from './intake/intake-limits.ts';
import { testConnection } from './iterable/test-connection.ts';
import { createJobControl } from './jobs/job-control.ts';
import { createRowFiles } from './jobs/row-files.ts';
import type { Worker } from './jobs/worker.ts';
import { recipeOutput } from './learning/known-outputs.ts';
import { createLearner } from './learning/learner.ts';
import { SampleFiles } from './learning/sample-files.ts';
import { createSavedSchemas } from './learning/saved-schemas.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createOutsideWorld } from './outbound/outside-world.ts';
import { webActions } from './outbound/web-actions.ts';
import { loadRegistry } from './registry.ts';
import { createRespondWaiters } from './respond-waiters.ts';
import { createSecretRotation } from './rotation/secret-rotation.ts';
import { createAccess } from './runtime/access.ts';
import { aloneAnyway, createAlone } from './runtime/alone.ts';
import { checkRecipeText, createCheckContext } from './runtime/check-recipe-text.ts';
import { createConnectionBook } from './runtime/connection-book.ts';
import { followChanges } from './runtime/follow-changes.ts';
import { createHooks } from './runtime/hooks.ts';
import { createInstall } from './runtime/install.ts';
import { endInterruptedChanges } from './runtime/interrupted-changes.ts';
import { createIterableParts } from './runtime/iterable-parts.ts';
import { startJobWorker } from './runtime/job-worker.ts';
import { createMatchingRecipes } from './runtime/matching-recipes.ts';
import { openStore } from './runtime/open-store.ts';
import { packageVersion } from './runtime/package-root.ts';
import { createPrivacy, type Privacy } from './runtime/privacy.ts';
import { createRecipeBook } from './runtime/recipe-book.ts';
import { requiredTiers } from './runtime/recipe-tiers.ts';
import { startRetention } from './runtime/retention.ts';
import type { Runtime, Surroundings } from './runtime/runtime.ts';
import { createSchedule } from './runtime/schedule.ts';
import { createSealing } from './runtime/sealing.ts';
import { createSecretBook } from './runtime/secret-book.ts';
import { createStepRunner } from './runtime/step-runner.ts';
import { createScheduler } from './schedule/scheduler.ts';
import { createSchemaChecker } from './schema-check/schema-checker.ts';
import { hashSecret } from './security/hash-secret.ts';
import { createIterableRanges } from './security/iterable-ranges.ts';
import { openKeyFile } from './security/master-key.ts';
import { newSecret } from './security/new-secret.ts';
import { createSelfCheck } from './self-check.ts';
import { createSendParts } from './sends/send-parts.ts';
import { shareResponds } from './share-responds.ts';
import { newId } from './store/new-id.ts';
import { createTaskRunner } from './tasks/task-runner.ts';

const leftTaskMs = 10_000;

/** The one place where the parts are wired. The data folder must exist and be locked; jobs run after `startWorker`. */
export async function createRuntime(
  config: Config,
  { now, random, sleep, log, declarations = {}, faults = {}, transport, ...given }: Surroundings,
): Promise<Runtime> {
  const startedAt = new Date(now()).toISOString();
  const registry =
    given.registry ??
    loadRegistry({
      actions: [...actions, changeConsent, startBulkRun, ...(declarations.actions ?? [])],
      triggers: [...triggers, ...(declarations.triggers ?? [])],
      picklists: [...picklists, ...(declarations.picklists ?? [])],
      webActions,
    });
  const keys = openKeyFile(config.masterKey, config.dataDir);
  const longestDedupWindowMs = Math.max(config.dedupWindowMs, defaultLimits.journeyDedupWindowMs);
  const opened = await openStore({ ...config, longestDedupWindowMs }, { now, random, log, faults });
  const { store, shared } = opened;
  try {
    const sealing = await createSealing(keys, opened, log);
    const { sealer, outputSeal } = sealing;
    let localUrl = `http://${config.host}:${config.port}`;
    const address = (path: string): string => `${config.publicUrl ?? localUrl}${path}`;
    const access = await createAccess({ config, opened, sealing, address, now, sleep });
    const connections = await createConnectionBook({
      store,
      sealer,
      hashSecret,
      newSecret,
      newId,
      now,
      secretValidMs: config.rotation.validMs,
      isShared: shared !== null,
    });
    const checkContext = createCheckContext(registry);
    const learner = createLearner({ store, log });
    const savedSchemas = createSavedSchemas({ store, now });
    const recipes = await createRecipeBook({
      store,
      check: async (text, sees = () => Promise.resolve(true)) => {
        const ids = new Map<string, string>();
        for (const { id, name } of await connections.list()) if (await sees(name)) ids.set(name, id);
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

    const install = createInstall({
      connections,
      recipes,
      recipeConnection: async (name) => (await store.getRecipe(name))?.document.connection ?? null,
    });

    const iterable = createIterableParts(opened, {
      now,
      random,
      sleep,
      log,
      faults,
      ...(transport === undefined ? {} : { transport }),
    });
    const { limiter, troubles, client, streams, gate } = iterable;
    const secrets = createSecretBook({ store, sealer, newId, now });
    const schemaChecker = createSchemaChecker();
    const outside = createOutsideWorld({
      allowed: config.outboundAllow,
      openSecret: secrets.open,
      checkSchema: schemaChecker.check,
      now,
    });
    const alerts = createAlerts({
      outside,
      sealSetting: sealing.sealSetting,
      openSetting: sealing.openSetting,
      jobUrl: (id) => address(`/jobs/${id}`),
      newId,
      now,
      log,
    });
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
                alerts.reload();
                await access.adminToken.reload();
              },
            },
            { sleep, log },
          );
    const alone = shared === null ? null : createAlone({ store, now: shared.clock, sleep, log });
    let worker: Worker | null = null;
    const wakeWorker = (): void => worker?.wake();
    const selfCheck = createSelfCheck();
    const iterableRanges = await createIterableRanges({
      files: config.sourceRanges,
      read: (file) => (file.startsWith('https://') ? outside.read(file) : readFile(file, 'utf8')),
      store,
      log,
    });
    const metrics = createMetrics({ store, now, version: packageVersion() });
    const handleHook = createHooks({
      store,
      connections,
      recipes,
      registry,
      metrics,
      dedupWindowMs: config.dedupWindowMs,
      trustedProxies: config.trustedProxies,
      iterableRanges: iterableRanges.of,
      waitForRespond: waiters.waitForRespond,
      isOwnCall: selfCheck.isOwnCall,
      onJobs: wakeWorker,
      learn(event) {
        const learned = learner.look(event);
        const taken = privacy.look(event);
        return () => {
          learned();
          taken();
          sends.reconciler.wake();
        };
      },
      prove: (name) => rotations.prove(name),
      now,
      log,
    });
    const matchingRecipes = createMatchingRecipes({ store, registry, recipes });
    const jobControl = createJobControl({ store, newId, matchingRecipes });
    const files = createBulkFiles(config.dataDir, config.bulkMaxBytes);
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
      wakeErasures: () => privacy.erasures.wake(),
      imports: {
        files,
        rowImportOf: (order) => rowImportOf({ store, newId, connections, consent: () => privacy.consent }, order),
      },
    });
    const stopping = new AbortController();
    const steps = createStepRunner({
      registry,
      connections,
      outside,
      iterable,
      late: () => ({ consent: privacy.consent, bulk, sends }),
      stopping: stopping.signal,
      sleep,
      log,
    });
    const rotations = createSecretRotation({
      connections,
      runAction: steps.runNamed,
      newSecret,
      hashSecret,
      times: config.rotation,
      now,
      sleep,
      log,
    });
    const rotationSchedule = createSchedule({
      name: 'rotation',
      pattern: config.rotation.pattern,
      store,
      alone: alone ?? aloneAnyway,
      run: rotations.runDaily,
      now,
      log,
    });
    const rowFiles = createRowFiles(join(config.dataDir, 'rows'), newId);
    const privacy: Privacy = createPrivacy({
      store,
      alone,
      connections,
      files,
      rowFiles,
      learner,
      sealer,
      personKeys: access.personKeys,
      runAction: (connection) => (name, input) => steps.runNamed(connection, name, input),
      postSigned: createPostSigned(outside),
      openOutput: outputSeal.openText,
      newId,
      now,
      log,
    });
    const sends = createSendParts({
      store,
      alone: alone ?? aloneAnyway,
      dataDir: config.dataDir,
      publicUrl: config.publicUrl,
      findAction: registry.action,
      runAction: (action, connection, input) => steps.run(action, connection, input as JsonObject, newId('run')),
      getConnection: connections.get,
      listConnections: connections.list,
      log,
      now,
      sleep,
      newId,
    });
    const bulk = createBulkRunner({
      store,
      files,
      client,
      streams,
      gate,
      findAction: (name) => ({
        action: registry.action(name),
        inputSchema: checkContext.action(name)?.inputSchema ?? null,
      }),
      openConnection: connections.open,
      sendStageOf: sends.stageOf,
      newId,
      now,
      random,
      sleep,
      log,
      keepMs: config.keepMs.jobs,
    });
    const scheduler = createScheduler({
      store,
      registry,
      newId,
      now,
      log,
      onJobs: wakeWorker,
      dedupWindowMs: longestDedupWindowMs,
    });
    const interrupted = await endInterruptedChanges({ audit: access.audit, isShared: shared !== null, now, log });
    const retention = startRetention({ store, rowFiles, keepMs: config.keepMs, now, log });

    let isStopping = false;
    let isStarted = false;

    return {
      ...access,
      config,
      log,
      version: packageVersion(),
      store,
      registry,
      connections,
      recipes,
      secrets,
      async rotateKeys() {
        const rotated = await sealing.keyRotation.rotate();
        // what is sealed with the key before must not be kept beyond it
        await connections.reload();
        return rotated;
      },
      bulk,
      assets: sends.assets,
      reconciler: sends.reconciler,
      streams,
      learner,
      alerts,
      consent: privacy.consent,
      settleConsent: privacy.settle,
      erasures: privacy.erasures,
      rotations,
      rotateIfDue: rotationSchedule.tick,
      checkCallbackUrl: (text) => checkCallbackUrl(text, outside),
      checkPublicAddress: () => selfCheck.run(address('')),
      sampleFiles: new SampleFiles({ now }),
      handleHook,
      trackingUrl: () => address(''),
      install,
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
      previewAction: steps.previewAction,
      runAction: (action, connection, input, { ignoreUnsubscribes } = {}) =>
        steps.run(
          action,
          connection,
          input,
          newId('run'),
          ignoreUnsubscribes === undefined ? {} : { ignoreUnsubscribes },
        ),
      loadPicklist: async (picklist, connection, args, refresh) =>
        iterable.picklists.load(await connections.open(connection), picklist, args, { refresh }),
      loadFields: async (connection, refresh) => iterable.fields.load(await connections.open(connection), { refresh }),
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
      serverTrouble: troubles.of,
      async startWorker() {
        await bulk.start();
        isStarted = true;
        if (config.role === 'receive') return;
        // what still runs there is left over from a process that died, unless there are others
        if (shared === null) await store.reclaimJobs(new Date(now()).toISOString(), true);
        worker = startJobWorker({
          opened,
          registry,
          connections,
          steps,
          iterable,
          rowFiles,
          outputSeal,
          savedSchemas,
          inputSchemaOf: (name) => checkContext.action(name)?.inputSchema,
          respond: (eventId, answer) => void (responds ?? waiters).respond(eventId, answer),
          jobChanged: alerts.jobChanged,
          metrics,
          now,
          random,
          log,
          faults,
        });
        await privacy.start();
        rotationSchedule.start();
        await tasks.resume(leftTaskMs);
        sends.reconciler.start();
        scheduler.start();
      },
      // a receiver has no workers: it is ready when it has begun
      isWorking: () => isStarted && (config.role === 'receive' || worker !== null),
      metrics,
      wakeWorker,
      sealSetting: sealing.sealSetting,
      openSetting: sealing.openSetting,
      startedAt,
      localUrl: () => localUrl,
      newRequestId: () => newId('req'),
      isStopping: () => isStopping,
      beginStop: () => {
        isStopping = true;
      },
      async close() {
        const working = worker;
        worker = null;
        isStarted = false;
        stopping.abort();
        waiters.close();
        responds?.close();
        stopFollowing?.();
        alone?.stop();
        alerts.stop();
        retention.stop();
        interrupted.stop();
        await privacy.stop();
        await rotationSchedule.stop();
        await Promise.all([scheduler.stop(), working?.stop(), bulk.stop(), tasks.close()]);
        await sends.reconciler.stop();
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
