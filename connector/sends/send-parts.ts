import { join } from 'node:path';

import { createAssetStore, type AssetStore } from '../assets/asset-store.ts';
import type { Action } from '../define.ts';
import type { ActionResult, IterableConnection } from '../iterable/action-result.ts';
import type { Log } from '../log.ts';
import type { Alone } from '../runtime/alone.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';
import { pushSuppressions } from './push-suppressions.ts';
import { createReconciler, type Reconciler } from './reconciler.ts';
import { defaultSendSettings } from './send-settings.ts';
import { createSendStage, type SendStage } from './send-stage.ts';
import { createShadowMaker } from './shadow-maker.ts';

export interface SendPartsOptions {
  store: Store;
  alone: Alone;
  dataDir: string;
  publicUrl: string | null;
  findAction: (name: string) => Action;
  /** runs a declared action outside of any message */
  runAction: (action: Action, connection: string, input: unknown) => Promise<ActionResult>;
  getConnection: (name: string) => Promise<ConnectionRecord>;
  listConnections: () => Promise<ConnectionRecord[]>;
  now: () => number;
  log: Pick<Log, 'error'>;
  sleep: (ms: number) => Promise<void>;
  newId: (prefix: string) => string;
}

export interface SendParts {
  assets: AssetStore;
  reconciler: Reconciler;
  /** @param stepKey the same for every attempt of one message */
  stageOf: (
    connection: IterableConnection,
    stepKey: string,
    options?: { ignoreUnsubscribes?: boolean },
  ) => Promise<SendStage>;
}

/** The parts of sending that one process shares: what is being made, and where pictures lie. */
export function createSendParts({ store, now, sleep, newId, ...options }: SendPartsOptions): SendParts {
  const shadows = createShadowMaker({ store, now, sleep, newId });
  const assets = createAssetStore(join(options.dataDir, 'assets'));
  const images = { assets, publicUrl: options.publicUrl };
  const reconciler = createReconciler({
    store,
    alone: options.alone,
    now,
    newId,
    log: options.log,
    afterRound: () =>
      pushSuppressions({
        store,
        now,
        listConnections: options.listConnections,
        removeFromList: (connection, input) =>
          options.runAction(options.findAction('remove_subscribers_from_list'), connection, input),
      }),
  });
  return {
    assets,
    reconciler,
    async stageOf(connection, stepKey, { ignoreUnsubscribes = false } = {}) {
      const { sends } = await options.getConnection(connection.name);
      return createSendStage(
        { store, shadows, images, now, log: options.log },
        {
          connection,
          settings: { ...defaultSendSettings, ...sends },
          stepKey,
          ignoreUnsubscribes,
          call: (name, input) => options.runAction(options.findAction(name), connection.name, input),
        },
      );
    },
  };
}
