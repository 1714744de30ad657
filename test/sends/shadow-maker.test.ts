import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import { createIterableClient } from '../../connector/iterable/client.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { contentFingerprint } from '../../connector/sends/content-fingerprint.ts';
import { createShadowMaker, type ShadowMaker } from '../../connector/sends/shadow-maker.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { transactionalType } from './send-world.ts';

interface Template {
  templateType: string;
  clientTemplateId?: string;
}

let folder: string;
let store: SqliteStore;
let sandbox: Sandbox;
let nowMs: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-shadows-'));
  nowMs = Date.parse('2026-11-21T10:00:00Z');
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => nowMs });
  sandbox = await startSandbox({ limits: false });
});
afterEach(async () => {
  await store.close();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** The shadow maker of a process of its own, on the store that all share. */
function newProcess(): (html: string) => ReturnType<ShadowMaker['ensure']> {
  const sleep = async (ms: number): Promise<void> => {
    nowMs += ms;
    await new Promise((resolve) => setImmediate(resolve));
  };
  const client = createIterableClient({ now: () => nowMs, sleep, random: () => 0 });
  const connection = {
    id: 'con_1',
    name: 'main',
    region: 'us',
    sandboxUrl: sandbox.url,
    projectType: 'email',
    apiKey: sandbox.key,
  } as const;
  const maker = createShadowMaker({ store, now: () => nowMs, sleep, newId });
  return (html) =>
    maker.ensure({
      connection,
      content: { subject: 'Order', html, messageTypeId: transactionalType },
      maxContents: 500,
      call: (name, input) =>
        runAction({
          action: actions.find((action) => action.name === name)!,
          input,
          connection,
          stepKey: 'step',
          client,
        }),
    });
}

const made = () => {
  const { templates, campaigns } = sandbox.state as unknown as { templates: Template[]; campaigns: { name: string }[] };
  return {
    templates: templates.filter(
      ({ templateType, clientTemplateId }) => templateType === 'Base' && clientTemplateId?.startsWith('itc-') === true,
    ).length,
    campaigns: campaigns.filter(({ name }) => name.startsWith('Content ')).length,
  };
};

describe('Templates and campaigns of contents', () => {
  test('G7: 1,000 sends of 7 contents in two processes that start together make 7 templates and 7 campaigns', async () => {
    const processes = [newProcess(), newProcess()];
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => processes[index % 2]!(`<p>${String(index % 7)}</p>`)),
    );
    expect(answers.filter((answer) => 'stop' in answer)).toEqual([]);
    const campaigns = answers.map((answer) => ('shadow' in answer ? answer.shadow.campaignId : null));
    expect(new Set(campaigns).size).toBe(7);
    expect(made()).toEqual({ templates: 7, campaigns: 7 });
    expect(await store.countShadows('con_1')).toBe(7);
    // a third process that starts later makes nothing either
    const calls = sandbox.calls.length;
    expect(await newProcess()('<p>3</p>')).toMatchObject({ shadow: { campaignId: campaigns[3] } });
    expect(sandbox.calls).toHaveLength(calls);
  });

  test.each(['/api/templates/email/upsert', '/api/campaigns/create', '/api/campaigns/activateTriggered'])(
    'G7: an answer of %s that was lost makes no second template and no second campaign',
    async (path) => {
      sandbox.addFault({ match: { path }, kind: 'resetAfterProcessing', times: 1 });
      const make = newProcess();
      const first = await make('<p>Hi</p>');
      if ('stop' in first) expect(first.stop.outcome).toBe('retry');
      expect(await make('<p>Hi</p>')).toMatchObject({ shadow: { connectionId: 'con_1' } });
      expect(made()).toEqual({ templates: 1, campaigns: 1 });
    },
  );

  test('G7: a refusal is told, and the content is free to be tried again at once', async () => {
    sandbox.addFault({
      match: { path: '/api/campaigns/create' },
      kind: 'status',
      status: 400,
      body: { msg: 'no', code: 'BadParams', params: {} },
      times: 1,
    });
    const make = newProcess();
    expect(await make('<p>Hi</p>')).toMatchObject({
      stop: { outcome: 'rejected', error: { code: 'ITC_ITERABLE_REJECTED' } },
    });
    expect(await newProcess()('<p>Hi</p>')).toMatchObject({ shadow: { connectionId: 'con_1' } });
    expect(made()).toEqual({ templates: 1, campaigns: 1 });
  });

  test('G7: a claim whose process died is waited for, and then taken over with what it had made', async () => {
    const content = { subject: 'Order', html: '<p>Hi</p>', messageTypeId: transactionalType };
    const place = { connectionId: 'con_1', fingerprint: contentFingerprint(content) };
    const leaseUntil = new Date(nowMs + 10_000).toISOString();
    await store.claimShadow(place, { owner: 'dead', at: new Date(nowMs).toISOString(), leaseUntil });
    const before = nowMs;
    expect(await newProcess()('<p>Hi</p>')).toMatchObject({ shadow: { connectionId: 'con_1' } });
    expect(nowMs - before).toBeGreaterThanOrEqual(10_000);
  });

  test('G7: the fingerprint is of content and message type alone, whatever the order of keys', () => {
    const content = { subject: 'Order', html: '<p>Hi</p>', messageTypeId: 1 };
    const print = contentFingerprint(content);
    expect(contentFingerprint({ messageTypeId: 1, html: '<p>Hi</p>', subject: 'Order', fromName: undefined })).toBe(
      print,
    );
    expect(print).toMatch(/^[0-9a-f]{64}$/);
    for (const change of [{ html: '<p>hi</p>' }, { subject: 'order' }, { messageTypeId: 2 }, { fromName: 'Lovell' }])
      expect(contentFingerprint({ ...content, ...change })).not.toBe(print);
  });
});
