import { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';
import type { KeyFile } from '../security/master-key.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import type { Store } from '../store/store.ts';

export interface KeyRotation {
  /** seals everything with a new key while the server runs; throws ITC_KEY_FIXED where the environment sets the key */
  rotate(): Promise<{ keyId: string; resealed: number }>;
  /** ends a rotation that a crash cut off, and one that the environment asks for by naming two keys */
  finish(): Promise<number>;
}

const valuesPerStep = 200;

/**
 * Replaces the master key in four steps, each safe to die after: the new key is written beside the old one; every value is sealed anew, a few
 * at a time; none is left under the old key; the old key is taken out of the file. Both keys open until then.
 */
export function createKeyRotation(parts: {
  store: Pick<Store, 'listSealedExcept' | 'replaceSealed' | 'ping'>;
  sealer: Sealer;
  keys: KeyFile;
  log: Pick<Log, 'info'>;
}): KeyRotation {
  const { store, sealer, keys, log } = parts;
  let running: Promise<number> | null = null;

  const reseal = async (): Promise<number> => {
    let count = 0;
    let isSettled = false;
    for (;;) {
      const values = await store.listSealedExcept(sealer.keyId, valuesPerStep);
      if (values.length === 0) {
        if (isSettled) break;
        // what was sealed with the key before, when this began, is written by now
        await store.ping();
        isSettled = true;
        continue;
      }
      isSettled = false;
      for (const value of values) {
        const { table, row, field } = value;
        const place: SealPlace = { table, row, field };
        // what changed meanwhile was sealed with the new key, or is found again
        if (await store.replaceSealed(value, sealer.seal(sealer.open(value.sealed, place), place))) count += 1;
      }
    }
    keys.keepNewest();
    log.info('the stored secrets are sealed with the present master key', { count });
    return count;
  };
  const finish = (): Promise<number> => {
    running ??= reseal().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    finish,
    async rotate() {
      if (!keys.isFile) throw new ConnectorError('ITC_KEY_FIXED');
      // one after the other: the key before must be gone before there is another
      await running;
      sealer.useKeys(keys.addNewest());
      const resealed = await finish();
      return { keyId: sealer.keyId, resealed };
    },
  };
}
