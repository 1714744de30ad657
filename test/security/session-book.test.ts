import { describe, expect, it } from '@jest/globals';

import { newSecret } from '../../connector/security/new-secret.ts';
import { createSessionBook, sessionMs, type SessionBook } from '../../connector/security/session-book.ts';
import { settingStore } from './setting-store.ts';

async function world(): Promise<{
  book: SessionBook;
  restart: () => Promise<SessionBook>;
  pass: (ms: number) => void;
  store: ReturnType<typeof settingStore>;
}> {
  let at = Date.parse('2026-01-01T00:00:00.000Z');
  const store = settingStore();
  const restart = (): Promise<SessionBook> => createSessionBook({ store, newSecret, now: () => at });
  return { book: await restart(), restart, pass: (ms) => void (at += ms), store };
}

describe('the sessions of the designer', () => {
  it('are found by their id, also after a restart', async () => {
    const { book, restart } = await world();
    const { id, expiresAt } = await book.open();
    expect(book.find(id)).toEqual({ expiresAt });
    expect((await restart()).find(id)).toEqual({ expiresAt });
  });

  it('leave nothing in the store that would open one', async () => {
    const { book, store } = await world();
    const { id } = await book.open();
    expect([...store.values.values()].join()).not.toContain(id);
    expect(id.length).toBeGreaterThan(43);
  });

  it('end after twelve hours, used or not', async () => {
    const { book, pass } = await world();
    const { id } = await book.open();
    pass(sessionMs - 1);
    expect(book.find(id)).not.toBeNull();
    pass(1);
    expect(book.find(id)).toBeNull();
  });

  it('end at sign-out, for good', async () => {
    const { book, restart } = await world();
    const { id } = await book.open();
    await book.close(id);
    expect(book.find(id)).toBeNull();
    expect((await restart()).find(id)).toBeNull();
  });

  it('stay bounded: the oldest one goes when too many are open', async () => {
    const { book, store } = await world();
    const first = await book.open();
    for (let count = 0; count < 200; count += 1) await book.open();
    expect(book.find(first.id)).toBeNull();
    expect(JSON.parse([...store.values.values()][0] ?? '')).toHaveLength(200);
  });

  it('do not know an id that was made up', async () => {
    const { book } = await world();
    await book.open();
    expect(book.find(newSecret('ses'))).toBeNull();
  });
});
