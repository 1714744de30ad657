import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { connectionOfKey } from '../../connector/intake/check-write-key.ts';
import { checkSecret } from '../../connector/intake/check-secret.ts';
import type { HookCall } from '../../connector/intake/hook-call.ts';
import { prepareAdminToken } from '../../connector/runtime/admin-token.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import { newSecret } from '../../connector/security/new-secret.ts';
import { createPasswords, passwordCost, type PasswordCost } from '../../connector/security/password.ts';
import { createPeopleBook } from '../../connector/security/people-book.ts';
import { createTokenBook } from '../../connector/security/token-book.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { defaultWorkspaceId, type Store } from '../../connector/store/store.ts';
import { connectionRecord } from '../intake/records.ts';

/** Something that is timed with what is wrong in two ways, which must take equally long. */
export interface Comparison {
  what: string;
  /** builds what is presented, outside of the time; class 0 or 1 */
  present(one: 0 | 1, random: () => number): unknown;
  /** answers whether it was let in; none may be */
  check(presented: never): boolean | Promise<boolean>;
  /** of the samples that were asked for */
  share: number;
  /** nanoseconds that the two may be apart although they are told apart; default 0 */
  allowedNs?: number;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const wrongWay = 'wrong from its first letter on or in the last eight alone';

/**
 * A text that is wrong from its first letter after `fixed` ones on (class 0) or in its last eight letters alone (class 1); in memory of its own and
 * another one each time, since what a single text costs, as by its checksum, is no difference of its class.
 */
function spoiled(secret: string, fixed = 0): (one: 0 | 1, random: () => number) => string {
  const right = Buffer.from(secret);
  const bytes = Buffer.from(secret);
  const spoil = (place: number, random: () => number): void => {
    const at = letters.indexOf(String.fromCharCode(right[place] as number)) + 1;
    bytes[place] = letters.charCodeAt((at + Math.floor(random() * (letters.length - 1))) % letters.length);
  };
  return (one, random) => {
    spoil(fixed, random);
    if (one === 1) bytes[fixed] = right[fixed] as number;
    for (let place = bytes.length - 8; place < bytes.length; place += 1) spoil(place, random);
    return bytes.toString('latin1');
  };
}

/** What a careless server would do. A measurement that does not see this one sees nothing. */
export function stopsAtFirstDifference(): Comparison {
  const secret = newSecret('whs');
  const check = (presented: string): boolean => {
    for (let index = 0; index < secret.length; index += 1) {
      if (presented.charCodeAt(index) !== secret.charCodeAt(index)) return false;
    }
    return presented.length === secret.length;
  };
  return { what: 'a comparison that stops at the first difference', present: spoiled(secret), check, share: 1 };
}

function webhookSecret(): Comparison {
  const secret = newSecret('whs');
  const createdAt = new Date(0).toISOString();
  const connection = connectionRecord({ secrets: [{ hash: hashSecret(secret), createdAt, expiresAt: null }] });
  const spoil = spoiled(secret);
  return {
    what: `a webhook secret, ${wrongWay}`,
    present: (one, random) => ({
      request: { headers: { 'x-itc-secret': spoil(one, random) } },
      connection,
      receivedAtMs: 1,
    }),
    check: (call: HookCall) => checkSecret(call) === null,
    share: 1,
  };
}

const isRefused = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch {
    return true;
  }
};

function writeKey(): Comparison {
  const key = newSecret('wk');
  const hash = hashSecret(key);
  const createdAt = new Date(0).toISOString();
  const known = new Map([[hash, connectionRecord({ writeKeys: [{ hash, createdAt, expiresAt: null }] })]]);
  const spoil = spoiled(key);
  return {
    what: `a write key of tracking, ${wrongWay}`,
    present: (one, random) => `Basic ${Buffer.from(`${spoil(one, random)}:`).toString('base64')}`,
    check: (presented: string) =>
      !isRefused(() => connectionOfKey(presented, { byWriteKeyHash: (of) => known.get(of) }, 1)),
    share: 1,
  };
}

async function adminToken(store: Store, folder: string): Promise<Comparison> {
  const { matches, clear } = await prepareAdminToken({ store, folder, fromEnvironment: null, newSecret });
  return { what: `the admin token, ${wrongWay}`, present: spoiled(clear ?? ''), check: matches, share: 1 };
}

async function apiToken(store: Store): Promise<Comparison> {
  const book = createTokenBook({ store, now: () => 0 });
  const of = { name: 'a', personId: null, workspaceId: defaultWorkspaceId, scopes: ['jobs.read' as const] };
  const { token } = await book.make({ ...of, expiresAt: new Date(1).toISOString() });
  const body = token.slice(0, -9);
  const spoil = spoiled(body, body.length - 43);
  return {
    what: `an API token of a known id, ${wrongWay} after it`,
    present: (one, random) => {
      const wrong = spoil(one, random);
      return Buffer.from(`${wrong}_${crc32(wrong).toString(16).padStart(8, '0')}`).toString('latin1');
    },
    check: async (presented: string) => (await book.find(presented)) !== null,
    share: 1,
  };
}

async function signIn(
  store: Store,
  cost: PasswordCost,
  name: string,
  more: Pick<Comparison, 'share' | 'allowedNs'>,
): Promise<Comparison> {
  const parts = { store, passwords: createPasswords(cost), newId, newSecret, now: () => 0 };
  const book = await createPeopleBook(parts);
  const emailOf = (kind: string, of: number): string => `${kind}-${String(of).padStart(4, '0')}@example.com`;
  const people = 20;
  for (let of = 0; of < people; of += 1) await book.addOwner(emailOf(name, of), 'seven tall blue ladders');
  return {
    what: `a sign-in with a wrong password, of nobody and of somebody, scrypt at 2^${String(cost.ln)}`,
    present: (one, random) =>
      Buffer.from(emailOf(one === 0 ? name.replace('s', 'z') : name, Math.floor(random() * people))).toString('latin1'),
    check: async (email: string) => (await book.checkPassword(email, 'seven tall blue ladderz')) !== null,
    ...more,
  };
}

/** Every place that compares what a stranger presents with a secret; on a store of its own in the folder. */
export async function openComparisons(folder: string): Promise<{ all: Comparison[]; close(): Promise<void> }> {
  const store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => 0 });
  const all = [
    webhookSecret(),
    writeKey(),
    await adminToken(store, folder),
    await apiToken(store),
    await signIn(store, passwordCost, 'used', { share: 0.001 }),
    // what scrypt takes hides all else; at a low cost the rest is seen as well: the record of somebody is read, that of nobody is not there
    await signIn(store, { ln: 4, r: 1, p: 1 }, 'same', { share: 0.2, allowedNs: 10_000 }),
  ];
  return { all, close: () => store.close() };
}
