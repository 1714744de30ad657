import { describe, expect, it } from '@jest/globals';

import { hashSecret } from '../../connector/security/hash-secret.ts';
import { newSecret } from '../../connector/security/new-secret.ts';
import { createSetupLink, setupLinkMs } from '../../connector/security/setup-link.ts';
import { settingStore } from './setting-store.ts';

const owner = (): Promise<string> => Promise.resolve('owner');
const outcome = (use: Promise<string>): Promise<string> => use.catch((error: { code: string }) => error.code);

const start = Date.parse('2026-01-01T00:00:00.000Z');

describe('the one-time link', () => {
  it('makes an owner once and never again, also when two use it at the same moment', async () => {
    const store = settingStore();
    const link = await createSetupLink({ store, newSecret, now: () => start });
    const token = (await link.make()) ?? '';
    const answers = await Promise.all([outcome(link.use(token, owner)), outcome(link.use(token, owner))]);
    expect(answers).toEqual(['owner', 'ITC_SETUP_LINK']);
    const restarted = await createSetupLink({ store, newSecret, now: () => start });
    expect(await outcome(restarted.use(token, owner))).toBe('ITC_SETUP_LINK');
    expect(await restarted.make()).toBeNull();
  });

  it('is over after an hour', async () => {
    let at = start;
    const link = await createSetupLink({ store: settingStore(), newSecret, now: () => at });
    const token = (await link.make()) ?? '';
    at += setupLinkMs;
    expect(await outcome(link.use(token, owner))).toBe('ITC_SETUP_LINK');
  });

  it('is replaced by the one of the next start', async () => {
    const store = settingStore();
    const first = (await (await createSetupLink({ store, newSecret, now: () => start })).make()) ?? '';
    const second = await createSetupLink({ store, newSecret, now: () => start });
    const token = (await second.make()) ?? '';
    expect(await outcome(second.use(first, owner))).toBe('ITC_SETUP_LINK');
    expect(await outcome(second.use(token, owner))).toBe('owner');
  });

  it('stays open where no owner could be made, as with a weak password', async () => {
    const link = await createSetupLink({ store: settingStore(), newSecret, now: () => start });
    const token = (await link.make()) ?? '';
    await expect(link.use(token, () => Promise.reject(new Error('weak')))).rejects.toThrow('weak');
    expect(await link.isOpen(token)).toBe(true);
    expect(await outcome(link.use(token, owner))).toBe('owner');
    expect(await link.isOpen(token)).toBe(false);
  });

  it('leaves nothing in the store that would sign in', async () => {
    const store = settingStore();
    const token = (await (await createSetupLink({ store, newSecret, now: () => start })).make()) ?? '';
    expect([...store.values.values()].join()).not.toContain(token);
  });

  it('is kept in one setting, as a hash with its end, and as used from then on', async () => {
    const store = settingStore();
    const link = createSetupLink({ store, newSecret, now: () => start });
    expect(await link.isOpen('setup_x')).toBe(false);
    expect(await outcome(link.use('setup_x', owner))).toBe('ITC_SETUP_LINK');
    const token = (await link.make()) ?? '';
    expect(token).toMatch(/^setup_/);
    expect(setupLinkMs).toBe(60 * 60 * 1_000);
    const kept = (): unknown => [...store.values].map(([key, text]) => [key, JSON.parse(text) as unknown]);
    const expiresAt = new Date(start + setupLinkMs).toISOString();
    expect(kept()).toEqual([['designer.setupLink', { state: 'open', hash: hashSecret(token), expiresAt }]]);
    expect([await link.isOpen(token), await link.isOpen(`${token}x`)]).toEqual([true, false]);
    await link.use(token, owner);
    expect(kept()).toEqual([['designer.setupLink', { state: 'used' }]]);
    expect([await link.isOpen(token), await link.make()]).toEqual([false, null]);
  });

  it('works until the very end of its hour', async () => {
    let at = start;
    const link = createSetupLink({ store: settingStore(), newSecret, now: () => at });
    const token = (await link.make()) ?? '';
    at += setupLinkMs - 1;
    expect(await link.isOpen(token)).toBe(true);
    at += 1;
    expect(await link.isOpen(token)).toBe(false);
  });

  it('a wrong token does not spend the right one', async () => {
    const link = createSetupLink({ store: settingStore(), newSecret, now: () => start });
    const token = (await link.make()) ?? '';
    expect(await outcome(link.use('setup_wrong', owner))).toBe('ITC_SETUP_LINK');
    expect(await outcome(link.use(token, owner))).toBe('owner');
  });
});
