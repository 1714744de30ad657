import { describe, expect, it } from '@jest/globals';

import { newSecret } from '../../connector/security/new-secret.ts';
import { createSetupLink, setupLinkMs } from '../../connector/security/setup-link.ts';
import { settingStore } from './setting-store.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');

describe('the one-time link', () => {
  it('signs in once and never again, also when two use it at the same moment', async () => {
    const store = settingStore();
    const link = await createSetupLink({ store, newSecret, now: () => start });
    const token = (await link.make()) ?? '';
    const answers = await Promise.all([link.use(token), link.use(token)]);
    expect(answers.sort()).toEqual([false, true]);
    const restarted = await createSetupLink({ store, newSecret, now: () => start });
    expect(await restarted.use(token)).toBe(false);
    expect(await restarted.make()).toBeNull();
  });

  it('is over after an hour', async () => {
    let at = start;
    const link = await createSetupLink({ store: settingStore(), newSecret, now: () => at });
    const token = (await link.make()) ?? '';
    at += setupLinkMs;
    expect(await link.use(token)).toBe(false);
  });

  it('is replaced by the one of the next start', async () => {
    const store = settingStore();
    const first = (await (await createSetupLink({ store, newSecret, now: () => start })).make()) ?? '';
    const second = await createSetupLink({ store, newSecret, now: () => start });
    const token = (await second.make()) ?? '';
    expect(await second.use(first)).toBe(false);
    expect(await second.use(token)).toBe(true);
  });

  it('leaves nothing in the store that would sign in', async () => {
    const store = settingStore();
    const token = (await (await createSetupLink({ store, newSecret, now: () => start })).make()) ?? '';
    expect([...store.values.values()].join()).not.toContain(token);
  });
});
