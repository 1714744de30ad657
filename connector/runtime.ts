import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { actions, picklists } from '../actions/index.ts';
import { triggers } from '../triggers/index.ts';
import { startBulkRun } from './bulk/bulk-action.ts';
import { createBulkFiles } from './bulk/bulk-files.ts';
import { createBulkRunner } from './bulk/bulk-runner.ts';
import { runBulkOrder } from './bulk/run-bulk-order.ts';
import { tellBulkOrder } from './bulk/tell-bulk-order.ts';
import type { JsonObject } from '../errors/json.ts';
import type { Config } from './config.ts';
import type { RowForm } from './define.ts';
import { changeConsent, runChangeConsent, tellConsentChange } from './consent/consent-action.ts';
import { checkCallbackUrl, createPostSigned } from './consent/post-signed.ts';
import { isWebAction, type StepAction } from './define-web-action.ts';
import type { Action } from './define.ts';
import { defaultLimits } from './intake/intake-limits.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { createTrackingIntake } from './intake/tracking-intake.ts';
import { bulkSenderWaitMs, createBulkSender } from './iterable/bulk-sender.ts';
import { createIterableClient, limitScope } from './iterable/client.ts';
import { createFieldCheck, defaultFieldCheck } from './iterable/field-check.ts';
import { createLimiter } from './iterable/limits.ts';
import { createPersonGate } from './iterable/person-gate.ts';
import { fetchRows } from './iterable/fetch-rows.ts';
import { createSharedLimiter } from './iterable/shared-limits.ts';
import { createSharedPersonGate } from './iterable/shared-person-gate.ts';
import { createPicklistLoader } from './iterable/load-picklist.ts';
import { createFieldLoader } from './iterable/project-fields.ts';
import { previewRequest, runAction, type ActionRun } from './iterable/run-action.ts';
import { createServerTroubles } from './iterable/server-troubles.ts';
import { createStreamClient } from './iterable/stream-client.ts';
import { testConnection } from './iterable/test-connection.ts';
import { createJobControl } from './jobs/job-control.ts';
import type { StepCall } from './jobs/job-ports.ts';
import { createRowFiles } from './jobs/row-files.ts';
import { runJob } from './jobs/run-job.ts';
import { sharedWorker, startWorker, type Worker } from './jobs/worker.ts';
import { recipeOutput } from './learning/known-outputs.ts';
import type { LearnableEvent } from './learning/event-slice.ts';
import { createLearner } from './learning/learner.ts';
import { SampleFiles } from './learning/sample-files.ts';
import { createSavedSchemas } from './learning/saved-schemas.ts';
import { createMetrics } from './metrics/metrics.ts';
import { observeStep } from './metrics/observe-step.ts';
import { traced } from './metrics/traced.ts';
import { loadRegistry } from './registry.ts';
import { createRespondWaiters } from './respond-waiters.ts';
import { createOutsideWorld } from './outbound/outside-world.ts';
import { webActions } from './outbound/web-actions.ts';
import { createSecretRotation } from './rotation/secret-rotation.ts';
import { prepareAdminToken } from './runtime/admin-token.ts';
import { checkRecipeText, createCheckContext } from './runtime/check-recipe-text.ts';
import { createConnectionBook } from './runtime/connection-book.ts';
import { aloneAnyway, createAlone } from './runtime/alone.ts';
import { createInstall } from './runtime/install.ts';
import { createKeyRotation } from './runtime/key-rotation.ts';
import { createMasking, createOutputSeal } from './runtime/masking.ts';
import { createMatchingRecipes } from './runtime/matching-recipes.ts';
import { followChanges } from './runtime/follow-changes.ts';
import { checkMasterKey, oneAtATime, openStore } from './runtime/open-store.ts';
import { packageVersion } from './runtime/package-root.ts';
import { endInterruptedChanges } from './runtime/interrupted-changes.ts';
import { createPrivacy, type Privacy } from './runtime/privacy.ts';
import { createRecipeBook } from './runtime/recipe-book.ts';
import { requiredTiers } from './runtime/recipe-tiers.ts';
import { startRetention } from './runtime/retention.ts';
import { createSecretBook } from './runtime/secret-book.ts';
import type { Runtime, Surroundings } from './runtime/runtime.ts';
import { createSchedule } from './runtime/schedule.ts';
import { createSendParts } from './sends/send-parts.ts';
import { createScheduler } from './schedule/scheduler.ts';
import { shareResponds } from './share-responds.ts';
import { createSchemaChecker } from './schema-check/schema-checker.ts';
import { hashSecret } from './security/hash-secret.ts';
import { createIterableRanges } from './security/iterable-ranges.ts';
import { openKeyFile } from './security/master-key.ts';
import { newSecret } from './security/new-secret.ts';
import { createAuditLog } from './security/audit-log.ts';
import { createPasswords } from './security/password.ts';
import { createPeopleBook } from './security/people-book.ts';
import { loadPersonKeys } from './security/person-keys.ts';
import { createSessionBook } from './security/session-book.ts';
import { createSetupLink } from './security/setup-link.ts';
import { createSignInThrottle } from './security/sign-in-throttle.ts';
import { addressRanges } from './security/source-allowlist.ts';
import { createTokenBook } from './security/token-book.ts';
import { createSealer, type SealPlace } from './security/seal.ts';
import { createSelfCheck } from './self-check.ts';
import { newId } from './store/new-id.ts';
import { defaultWorkspaceId } from './store/store.ts';
import { rowImportOf } from './imports/row-import-of.ts';
import { createTaskRunner } from './tasks/task-runner.ts';

const sharedTaskMs = 10_000;

const settingPlace = (row: string): SealPlace => ({ table: 'settings', row, field: 'value' });

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
  const sealer = createSealer(...keys.keys);
  const longestDedupWindowMs = Math.max(config.dedupWindowMs, defaultLimits.journeyDedupWindowMs);
  const { store, shared } = await openStore({ ...config, longestDedupWindowMs }, { now, random, log, faults });
  try {
    if (shared !== null) await checkMasterKey(store, sealer);
    // the other processes have files of their own: there the key is replaced by the settings of all of them
    const keyFile = shared === null ? keys : { ...keys, isFile: false };
    const keyRotation = createKeyRotation({ store, sealer, keys: keyFile, log });
    if (keys.keys.length > 1) await keyRotation.finish();
    const sealSetting: Runtime['sealSetting'] = (key, value) =>
      store.putSetting(key, sealer.seal(value, settingPlace(key)));
    const openSetting: Runtime['openSetting'] = async (key) => {
      const sealed = await store.getSetting(key);
      return sealed === null ? null : sealer.open(sealed, settingPlace(key));
    };
    const outputSeal = createOutputSeal(sealer);
    const sessions = createSessionBook({ store, newSecret, now });
    const people = await createPeopleBook({ store, passwords: createPasswords(), newId, newSecret, now });
    const tokens = createTokenBook({ store, now });
    // each of them makes its secret where there is none yet
    const { adminToken, audit, personKeys } = await oneAtATime(store, { now, sleep }, async () => ({
      adminToken: await prepareAdminToken({
        store,
        folder: config.dataDir,
        fromEnvironment: config.adminToken,
        newSecret,
      }),
      audit: await createAuditLog({ store, openSetting, sealSetting, newId, now }),
      personKeys: await loadPersonKeys({ openSetting, sealSetting }),
    }));
    const setupLink = createSetupLink({ store, newSecret, now });
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

    const local = createLimiter({ now, sleep });
    const limiter =
      shared === null ? local : createSharedLimiter({ limits: shared.share.limits, local, now, sleep, log });
    const troubles = createServerTroubles({ now });
    const plainClient = createIterableClient({
      now,
      random,
      sleep,
      limiter,
      troubles,
      ...(transport === undefined ? {} : { transport }),
    });
    const client = faults.client?.(plainClient) ?? plainClient;
    const streams = createStreamClient({ now, random, sleep, limiter, troubles });
    const secrets = createSecretBook({ store, sealer, newId, now });
    const gate =
      shared === null ? createPersonGate() : createSharedPersonGate({ turns: shared.share.turns, sleep, random, log });
    const bulkSender = createBulkSender({
      now,
      waitForRoom: (connection, endpoint) =>
        limiter.waitForRoom(limitScope(connection, endpoint), endpoint, bulkSenderWaitMs),
    });
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
              settings: adminToken.reload,
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
    const intakeParts = {
      store,
      connections,
      recipes,
      triggers: registry.triggers,
      now,
      newId,
      log,
      limits: { dedupWindowMs: config.dedupWindowMs },
      trustedProxies: config.trustedProxies,
      onJobs: wakeWorker,
      learn(event: LearnableEvent) {
        const learned = learner.look(event);
        const taken = privacy.look(event);
        return () => {
          learned();
          taken();
          sends.reconciler.wake();
        };
      },
    };
    const handleWebhook = createIntake({
      ...intakeParts,
      iterableRanges: iterableRanges.of,
      waitForRespond: waiters.waitForRespond,
      onSecretProved: ({ name }) => {
        rotations.prove(name).catch((error: unknown) => log.error('a secret in use was not noted', { error }));
      },
      isOwnCall: selfCheck.isOwnCall,
      onAnswer: (what, sinceMs) => metrics.webhook(what, (now() - sinceMs) / 1_000),
    });
    const handleCalls = createTrackingIntake({
      ...intakeParts,
      onAnswer: (what, sinceMs) => metrics.trackingRequest(what, (now() - sinceMs) / 1_000),
      onCalls: metrics.trackingCalls,
    });
    const handleHook: Intake = (request, response) =>
      handleWebhook(request, response) || handleCalls(request, response);
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
    const run = async (
      action: Action,
      name: string,
      input: JsonObject,
      stepKey: string,
      options?: { ignoreUnsubscribes?: boolean },
    ): Promise<ActionRun> => {
      const record = await connections.get(name);
      const connection = connections.unseal(record);
      const { fieldCheck: mode = defaultFieldCheck } = record;
      const fieldCheck = createFieldCheck({ loader: fieldLoader, log }, connection, mode);
      const stage = await sends.stageOf(connection, stepKey, options);
      return { action, input, stepKey, client, gate, connection, fieldCheck, sends: stage };
    };
    type StepOptions = { ignoreUnsubscribes?: boolean } & Pick<ActionRun, 'bulkSender' | 'waitApart'>;
    /** steps that end here go no further, calls to other systems through the guard, all others to Iterable */
    const runStep = async (
      action: StepAction,
      connection: string,
      input: JsonObject,
      stepKey: string,
      { ignoreUnsubscribes, ...gathering }: StepOptions = {},
    ) => {
      if (isWebAction(action)) {
        const { workspaceId = defaultWorkspaceId } = await connections.get(connection);
        return outside.run({ action, input, stepKey, workspaceId });
      }
      if (action.name === changeConsent.name) {
        return runChangeConsent(privacy.consent, await connections.open(connection), input, stepKey);
      }
      if (action.name === startBulkRun.name) {
        const parts = { bulk, newId, sleep, stopping: stopping.signal, ...gathering };
        return runBulkOrder(parts, await connections.open(connection), input, stepKey);
      }
      const options = ignoreUnsubscribes === undefined ? {} : { ignoreUnsubscribes };
      return runAction({ ...(await run(action, connection, input, stepKey, options)), ...gathering });
    };
    const runNamed = async (connection: string, name: string, input: JsonObject) =>
      runAction(await run(registry.action(name), connection, input, newId('run')));
    const runNamedOn = (connection: string) => (name: string, input: JsonObject) => runNamed(connection, name, input);
    const rotations = createSecretRotation({
      connections,
      runAction: runNamed,
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
      personKeys,
      runAction: runNamedOn,
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
      runAction: async (action, connection, input) =>
        runAction(await run(action, connection, input as JsonObject, newId('run'))),
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
    const interrupted = await endInterruptedChanges({ audit, isShared: shared !== null, now, log });
    const retention = startRetention({ store, rowFiles, keepMs: config.keepMs, now, log });

    const { oidc } = config;
    const singleSignOn =
      oidc === null
        ? null
        : // the library of the protocol is loaded where it is used
          (await import('./security/single-sign-on.ts')).createSingleSignOn(oidc, {
            sealer,
            redirectUrl: () => address('/sign-in/callback'),
            now,
          });

    let isStopping = false;
    let isStarted = false;
    const stopping = new AbortController();
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
      async rotateKeys() {
        const rotated = await keyRotation.rotate();
        // what is sealed with the key before must not be kept beyond it
        await connections.reload();
        return rotated;
      },
      bulk,
      assets: sends.assets,
      reconciler: sends.reconciler,
      streams,
      learner,
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
      async previewAction(action, connection, input) {
        if (isWebAction(action)) return { requests: outside.preview(action, input), instead: null };
        if (action.name === changeConsent.name) {
          return {
            requests: [],
            instead: await tellConsentChange(privacy.consent, await connections.open(connection), input),
          };
        }
        if (action.name === startBulkRun.name) {
          return { requests: [], instead: await tellBulkOrder(await connections.open(connection), input) };
        }
        return { requests: previewRequest(await run(action, connection, input, 'preview')), instead: null };
      },
      runAction: (action, connection, input, { ignoreUnsubscribes } = {}) =>
        runStep(
          action,
          connection,
          input,
          newId('run'),
          ignoreUnsubscribes === undefined ? {} : { ignoreUnsubscribes },
        ),
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
      serverTrouble: troubles.of,
      async startWorker() {
        await bulk.start();
        isStarted = true;
        if (config.role === 'receive') return;
        // what still runs there is left over from a process that died, unless there are others
        if (shared === null) await store.reclaimJobs(new Date(now()).toISOString(), true);
        const gathering = { bulkSender, waitApart: () => worker?.park() ?? (() => undefined) };
        const ports = {
          store,
          findAction: registry.findStep,
          countSend: store.countSend,
          masking: createMasking(connections, outputSeal),
          savedSchemaOf: savedSchemas.of,
          inputSchemaOf: (name: string) => checkContext.action(name)?.inputSchema,
          runAction: ({ action, input, connection: name, stepKey, asRows, ...options }: StepCall) =>
            observeStep({ action, input }, { metrics, now }, async () => {
              if (asRows !== true || isWebAction(action)) {
                return runStep(action, name, input, stepKey, { ...options, ...gathering });
              }
              const connection = await connections.open(name);
              const [jobId = ''] = stepKey.split('/');
              const write = (form: RowForm, body: Readable) => rowFiles.write(connection.id, jobId, form, body);
              return fetchRows({ action, input, connection, stepKey, client, streams, write });
            }),
          rows: rowFiles,
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
          runJob: (claimed) => traced('job', { job: claimed.job.id }, () => runJob(claimed, ports)),
          ...(shared === null ? {} : sharedWorker),
          ...(faults.leaseMs === undefined ? {} : { leaseMs: faults.leaseMs }),
        });
        await privacy.start();
        rotationSchedule.start();
        await tasks.resume(shared === null ? undefined : sharedTaskMs);
        sends.reconciler.start();
        scheduler.start();
      },
      // a receiver has no workers: it is ready when it has begun
      isWorking: () => isStarted && (config.role === 'receive' || worker !== null),
      metrics,
      wakeWorker,
      sealSetting,
      openSetting,
      sessions,
      setupLink,
      people,
      tokens,
      audit,
      signInThrottle: createSignInThrottle(shared?.share.countTries),
      singleSignOn,
      trustedProxies: addressRanges(config.trustedProxies),
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
        const working = worker;
        worker = null;
        isStarted = false;
        stopping.abort();
        waiters.close();
        responds?.close();
        stopFollowing?.();
        alone?.stop();
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
