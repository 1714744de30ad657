import type { JsonObject } from '../../errors/json.ts';
import { startBulkRun } from '../bulk/bulk-action.ts';
import type { BulkRunner } from '../bulk/bulk-runner.ts';
import { runBulkOrder } from '../bulk/run-bulk-order.ts';
import { tellBulkOrder } from '../bulk/tell-bulk-order.ts';
import { changeConsent, runChangeConsent, tellConsentChange } from '../consent/consent-action.ts';
import type { ConsentBook } from '../consent/consent-book.ts';
import { isWebAction, type StepAction } from '../define-web-action.ts';
import type { Action } from '../define.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import { createFieldCheck, defaultFieldCheck } from '../iterable/field-check.ts';
import { runAction } from '../iterable/run-action.ts';
import { previewRequest } from '../iterable/preview-request.ts';
import type { ActionRun } from '../iterable/action-run.ts';
import type { OutsideWorld } from '../outbound/outside-world.ts';
import type { Registry } from '../registry.ts';
import type { SendParts } from '../sends/send-parts.ts';
import { newId } from '../store/new-id.ts';
import { defaultWorkspaceId } from '../store/store.ts';
import type { ConnectionBook } from './connection-book.ts';
import type { IterableParts } from './iterable-parts.ts';
import type { Runtime, Surroundings } from './runtime.ts';

export interface StepRunnerParts extends Pick<Surroundings, 'sleep' | 'log'> {
  registry: Registry;
  connections: ConnectionBook;
  outside: OutsideWorld;
  iterable: Pick<IterableParts, 'client' | 'gate' | 'fields'>;
  /** made after this, for they run actions themselves */
  late: () => { consent: ConsentBook; bulk: BulkRunner; sends: Pick<SendParts, 'stageOf'> };
  /** aborted when the server stops */
  stopping: AbortSignal;
}

export type StepOptions = { ignoreUnsubscribes?: boolean } & Pick<ActionRun, 'bulkSender' | 'waitApart'>;

/** Runs one action on a connection, wherever it leads. */
export interface StepRunner extends Pick<Runtime, 'previewAction'> {
  /** @param stepKey the same for each attempt of one step of one job */
  run(
    action: StepAction,
    connection: string,
    input: JsonObject,
    stepKey: string,
    options?: StepOptions,
  ): Promise<ActionResult>;
  /** an action of Iterable, by its name */
  runNamed(connection: string, name: string, input: JsonObject): Promise<ActionResult>;
}

export function createStepRunner(parts: StepRunnerParts): StepRunner {
  const { registry, connections, outside, iterable, late, stopping, sleep, log } = parts;
  const { client, gate, fields } = iterable;

  const prepare = async (
    action: Action,
    name: string,
    input: JsonObject,
    stepKey: string,
    options?: { ignoreUnsubscribes?: boolean },
  ): Promise<ActionRun> => {
    const record = await connections.get(name);
    const connection = connections.unseal(record);
    const { fieldCheck: mode = defaultFieldCheck } = record;
    const fieldCheck = createFieldCheck({ loader: fields, log }, connection, mode);
    const stage = await late().sends.stageOf(connection, stepKey, options);
    return { action, input, stepKey, client, gate, connection, fieldCheck, sends: stage };
  };

  return {
    // steps that end here go no further, calls to other systems through the guard, all others to Iterable
    async run(action, connection, input, stepKey, { ignoreUnsubscribes, ...gathering } = {}) {
      if (isWebAction(action)) {
        const { workspaceId = defaultWorkspaceId } = await connections.get(connection);
        return outside.run({ action, input, stepKey, workspaceId });
      }
      if (action.name === changeConsent.name) {
        return runChangeConsent(late().consent, await connections.open(connection), input, stepKey);
      }
      if (action.name === startBulkRun.name) {
        const order = { bulk: late().bulk, newId, sleep, stopping, ...gathering };
        return runBulkOrder(order, await connections.open(connection), input, stepKey);
      }
      const options = ignoreUnsubscribes === undefined ? {} : { ignoreUnsubscribes };
      return runAction({ ...(await prepare(action, connection, input, stepKey, options)), ...gathering });
    },
    runNamed: async (connection, name, input) =>
      runAction(await prepare(registry.action(name), connection, input, newId('run'))),
    async previewAction(action, connection, input) {
      if (isWebAction(action)) return { requests: outside.preview(action, input), instead: null };
      if (action.name === changeConsent.name) {
        const instead = await tellConsentChange(late().consent, await connections.open(connection), input);
        return { requests: [], instead };
      }
      if (action.name === startBulkRun.name) {
        return { requests: [], instead: await tellBulkOrder(await connections.open(connection), input) };
      }
      return { requests: previewRequest(await prepare(action, connection, input, 'preview')), instead: null };
    },
  };
}
