import type { openKeyFile } from '../security/master-key.ts';
import { createSealer, type SealPlace, type Sealer } from '../security/seal.ts';
import type { Store } from '../store/store.ts';
import { createKeyRotation, type KeyRotation } from './key-rotation.ts';
import { createOutputSeal } from './masking.ts';
import { checkMasterKey, type OpenedStore } from './open-store.ts';
import type { Runtime, Surroundings } from './runtime.ts';

/** What keeps secrets closed at rest. */
export interface Sealing extends Pick<Runtime, 'sealSetting' | 'openSetting'> {
  sealer: Sealer;
  keyRotation: KeyRotation;
  outputSeal: ReturnType<typeof createOutputSeal>;
}

const settingPlace = (row: string): SealPlace => ({ table: 'settings', row, field: 'value' });

/**
 * Opens with the master key what the store has sealed, and ends a rotation of the key that was broken off.
 * @throws ConnectorError ITC_MASTER_KEY when the store was first used with another key
 */
export async function createSealing(
  keys: ReturnType<typeof openKeyFile>,
  { store, shared }: OpenedStore,
  log: Surroundings['log'],
): Promise<Sealing> {
  const sealer = createSealer(...keys.keys);
  if (shared !== null) await checkMasterKey(store, sealer);
  // the other processes have files of their own: there the key is replaced by the settings of all of them
  const keyFile = shared === null ? keys : { ...keys, isFile: false };
  const keyRotation = createKeyRotation({ store, sealer, keys: keyFile, log });
  if (keys.keys.length > 1) await keyRotation.finish();
  return {
    sealer,
    keyRotation,
    outputSeal: createOutputSeal(sealer),
    ...sealedSettings(store, sealer),
  };
}

function sealedSettings(
  store: Pick<Store, 'getSetting' | 'putSetting'>,
  sealer: Sealer,
): Pick<Sealing, 'sealSetting' | 'openSetting'> {
  return {
    sealSetting: (key, value) => store.putSetting(key, sealer.seal(value, settingPlace(key))),
    async openSetting(key) {
      const sealed = await store.getSetting(key);
      return sealed === null ? null : sealer.open(sealed, settingPlace(key));
    },
  };
}
