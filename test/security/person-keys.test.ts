import { createHmac, randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { createPersonKeys, loadPersonKeys } from '../../connector/security/person-keys.ts';
import { settingStore } from './setting-store.ts';

describe('the keyed hashes of people', () => {
  const key = randomBytes(32);
  const keys = createPersonKeys(key);
  const hmac = (...parts: string[]): string => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');

  test('are those of the key over connection and name: records written once are found for good', () => {
    expect(keys.namesOf('con_1', { email: 'ada@example.com', userId: 'A1' })).toEqual([
      hmac('name', 'con_1', 'email ada@example.com'),
      hmac('name', 'con_1', 'userId A1'),
    ]);
    expect(keys.proofOf('salt', { email: 'ada@example.com', userId: 'A1' })).toBe(
      hmac('proof', 'salt', 'email ada@example.com', 'userId A1'),
    );
    expect(keys.proofOf('salt', { userId: 'A1' })).toBe(hmac('proof', 'salt', 'userId A1'));
  });

  test('take an address in any case and with blanks around it, and an id only as it is', () => {
    const [plain] = keys.namesOf('con_1', { email: 'ada@example.com' });
    expect(keys.namesOf('con_1', { email: ' ADA@Example.com ' })).toEqual([plain]);
    expect(keys.namesOf('con_1', { userId: 'a1' })).not.toEqual(keys.namesOf('con_1', { userId: 'A1' }));
    expect(keys.namesOf('con_1', { userId: 'ada@example.com' })).not.toEqual([plain]);
    expect(keys.namesOf('con_2', { email: 'ada@example.com' })).not.toEqual([plain]);
    expect(keys.namesOf('con_1', {})).toEqual([]);
  });

  test('come from one key that is made at the first start and the same after it', async () => {
    const settings = settingStore();
    const parts = { openSetting: settings.getSetting, sealSetting: settings.putSetting };
    const first = await loadPersonKeys(parts);
    const kept = settings.values.get('people.key') ?? '';
    expect([...settings.values.keys()]).toEqual(['people.key']);
    expect(Buffer.from(kept, 'base64url')).toHaveLength(32);
    const again = await loadPersonKeys(parts);
    expect(settings.values.get('people.key')).toBe(kept);
    const ada = { email: 'ada@example.com' };
    expect(again.namesOf('con_1', ada)).toEqual(first.namesOf('con_1', ada));
    expect(createPersonKeys(Buffer.from(kept, 'base64url')).proofOf('s', ada)).toBe(first.proofOf('s', ada));
    const elsewhere = settingStore();
    const other = await loadPersonKeys({ openSetting: elsewhere.getSetting, sealSetting: elsewhere.putSetting });
    expect(other.namesOf('con_1', ada)).not.toEqual(first.namesOf('con_1', ada));
  });
});
