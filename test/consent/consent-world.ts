import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { actions } from '../../actions/index.ts';
import { createConsentBook } from '../../connector/consent/consent-book.ts';
import type { Preference, Subscription } from '../../connector/consent/consent-change.ts';
import { preferenceInProfile } from '../../connector/consent/consent-drift.ts';
import { idsByField, type ConsentNotice } from '../../connector/consent/consent-map.ts';
import { aloneAnyway } from '../../connector/runtime/alone.ts';
import { createConsentWorker } from '../../connector/consent/consent-worker.ts';
import type { PostSigned } from '../../connector/consent/post-signed.ts';
import type { ProjectType } from '../../connector/define.ts';
import { createIterableClient } from '../../connector/iterable/client.ts';
import { createPersonGate } from '../../connector/iterable/person-gate.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { createPersonKeys } from '../../connector/security/person-keys.ts';
import { createSealer } from '../../connector/security/seal.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { connectionRecord } from '../store/store-records.ts';

export const masterKey = Buffer.from('c7f0a9138d5be2460f9d1ce37ab84526e19b7d05f3c84a6e2d91b05c78fa36e4', 'hex');
export const start = Date.parse('2026-11-21T10:00:00.000Z');

export const marketing: ConsentNotice = {
  key: 'marketing',
  title: 'Marketing',
  channelIds: [51001],
  messageTypeIds: [],
  optInMessageTypeIds: [],
  listIds: [1001],
};
export const product: ConsentNotice = {
  key: 'product',
  title: 'Product news',
  channelIds: [],
  messageTypeIds: [61002],
  optInMessageTypeIds: [],
  listIds: [],
};

/** A webhook that Iterable sent and that waits to be delivered. */
export interface SentWebhook {
  id: string;
  payload: JsonObject;
}

/** Consent on a real store against a sandbox, with one clock for both that the test moves, and webhooks that it delivers. */
export async function makeConsentWorld(projectType: ProjectType = 'email') {
  let nowMs = start;
  const now = (): number => nowMs;
  const sent: SentWebhook[] = [];
  const mailbox = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const payload = JSON.parse(Buffer.concat(chunks).toString('utf8')) as JsonObject;
      sent.push({ id: newId('evt'), payload });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => mailbox.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(mailbox.address() as AddressInfo).port}`;
  const sandbox = await startSandbox({ limits: false, projectType, now, webhooks: [{ url }] });
  const folder = mkdtempSync(join(tmpdir(), 'itc-consent-'));
  const store = await openSqliteStore({ file: join(folder, 'itc.db'), now });
  const record = connectionRecord({ projectType, sandboxUrl: sandbox.url });
  await store.putConnection(record);
  const connection = { ...record, apiKey: sandbox.key };
  const client = createIterableClient({
    now,
    random: () => 0,
    sleep: async (ms) => {
      nowMs += ms;
    },
  });
  const gate = createPersonGate();
  const call = (name: string, input: JsonObject) =>
    runAction({
      action: actions.find((action) => action.name === name)!,
      input,
      connection,
      stepKey: 'test',
      client,
      gate,
    });

  const log = { warn: () => undefined, error: () => undefined };
  const posts: Parameters<PostSigned>[0][] = [];
  let postFails = 0;
  const book = createConsentBook({
    store,
    connections: { get: async () => (await store.getConnection('main'))! },
    sealer: createSealer(masterKey),
    personKeys: createPersonKeys(masterKey),
    newId,
    now,
    onDue: () => undefined,
  });
  const makeWorker = () =>
    createConsentWorker({
      alone: aloneAnyway,
      store,
      book,
      runAction: () => call,
      postSigned: async (post) => {
        if (postFails > 0) {
          postFails -= 1;
          throw new Error('no answer');
        }
        posts.push(post);
      },
      newId,
      now,
      log,
    });
  let worker = makeWorker();

  return {
    sandbox,
    store,
    record,
    book,
    sent,
    posts,
    call,
    now,
    failPosts: (times: number) => {
      postFails = times;
    },
    advance: (ms: number) => {
      nowMs += ms;
    },
    work: () => worker.settle(),
    /** a new process on the same store */
    restart: async () => {
      await worker.stop();
      worker = makeWorker();
    },
    deliver: ({ id, payload }: SentWebhook) =>
      book.takeEvent(record, {
        id,
        eventName: String(payload['eventName']),
        payload: payload as Json,
        receivedAt: new Date(nowMs).toISOString(),
      }),
    /** the user clicks in Iterable; answers whether it changed anything */
    async click(person: JsonObject, preference: Preference, subscription: Subscription): Promise<boolean> {
      const before = sent.length;
      const action = preference === 'opt_in' ? 'subscribe_user' : 'unsubscribe_user';
      await call(action, { ...person, ...idsByField([subscription]) } as JsonObject);
      await sandbox.idle();
      return sent.length > before;
    },
    async inIterable(
      person: { email?: string; userId?: string },
      subscription: Subscription,
    ): Promise<Preference | null> {
      const { output } =
        person.email === undefined
          ? await call('get_user_by_user_id', { userId: person.userId ?? '' })
          : await call('get_user_by_email', { email: person.email });
      const { user } = output as { user?: { dataFields: JsonObject } };
      return user === undefined ? null : preferenceInProfile(user.dataFields, subscription);
    },
    async stored(person: { email?: string; userId?: string }) {
      const found = await book.lookUp('main', person);
      return Object.fromEntries((found?.preferences ?? []).map(({ notice, preference }) => [notice, preference]));
    },
    async dispose() {
      await worker.stop();
      await store.close();
      await sandbox.close();
      await new Promise((resolve) => {
        mailbox.close(resolve);
        mailbox.closeAllConnections();
      });
      rmSync(folder, { recursive: true });
    },
  };
}

export type ConsentWorld = Awaited<ReturnType<typeof makeConsentWorld>>;
