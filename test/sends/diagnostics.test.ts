import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { diagnose } from '../../connector/sends/diagnose.ts';
import { content, startSendWorld, type SendWorld } from './send-world.ts';

interface Finding {
  area: string;
  level: string;
  name: string;
  title: string;
  next: string;
  count: number | null;
}

let world: SendWorld;
let atFirst: Map<string, Finding>;
beforeAll(async () => {
  world = await startSendWorld();
  atFirst = await findings();
});
afterAll(() => world.close());
afterEach(() => world.set());

const findings = async (): Promise<Map<string, Finding>> => {
  const { body } = await world.api<{ findings: Finding[] }>('GET', '/diagnostics?connection=sandbox');
  return new Map(body.findings.map((finding) => [finding.name, finding]));
};

describe('Diagnostics', () => {
  test('G17: they tell token failures, events without metadata, events of unknown sends, and that all is well', async () => {
    expect(atFirst.get('no_event_yet')).toMatchObject({ area: 'arrive', level: 'hint' });
    await world.post(world.webhookUrl, { eventName: 'emailOpen' }, { 'x-itc-secret': 'wrong' });
    await world.post(world.webhookUrl, { eventName: 'emailOpen' }, { 'x-itc-secret': 'wrong' });
    await world.run('send_email', { campaignId: 7001001, recipientEmail: 'ada@example.com' });
    await world.settle();
    await world.tell('emailOpen', { campaignId: 7001001 }, { email: 'stranger@example.com' });
    await world.tell('emailOpen', { metadata: { itcSendId: 'snd_gone' } });
    const found = await findings();
    expect(found.get('refused_ITC_HOOK_WRONG_SECRET')).toMatchObject({ area: 'arrive', level: 'problem', count: 2 });
    expect(found.get('no_metadata')).toMatchObject({ area: 'match', count: 1 });
    expect(found.get('unknown_send')).toMatchObject({ area: 'match', count: 1 });
    expect(found.get('matched')?.level).toBe('ok');
    expect(found.get('last_event')).toMatchObject({ level: 'ok' });
    for (const { title, next } of found.values()) expect([title, next].every((text) => text.endsWith('.'))).toBe(true);
    expect(JSON.stringify([...found.values()])).not.toContain('@example.com');
  });

  test('G17: they tell why nothing is sent: test mode, missing types, refusals, suppressed people that were not pushed', async () => {
    await world.set({
      transactionalMessageTypeId: null,
      testMode: { isOn: true, recipients: [] },
      suppressionListId: 999_999,
    });
    await world.tell('emailComplaint', {}, { email: 'angry@example.com' });
    const found = await findings();
    expect(found.get('test_mode')).toMatchObject({ area: 'send', count: 0 });
    expect(found.get('no_transactional_type')).toMatchObject({ level: 'hint' });
    expect(found.has('no_marketing_type')).toBe(false);
    expect(found.get('unpushed')).toMatchObject({ count: 1 });
    await world.set();
    world.sandbox.addFault({ match: { path: '/api/email/target' }, kind: 'status', status: 403, body: {}, times: 1 });
    await world.run('send_content', content());
    expect((await findings()).get('sends_refused')).toMatchObject({ level: 'problem', count: 1 });
  });

  test('G17: messages of which no webhook tells anything point at the tick boxes, and a private server at its address', async () => {
    const { store, connections } = world.running.runtime;
    await world.run('send_email', { campaignId: 7001001, recipientEmail: 'late@example.com' });
    const connection = { ...(await connections.get('sandbox')), sandboxUrl: null };
    const later = () => Date.now() + 8 * 86_400_000;
    const found = await diagnose({ store, publicUrl: null, trouble: null, now: later }, connection);
    const names = found.map(({ name }) => name);
    expect(names).toContain('no_send_events');
    expect(names[0]).toBe('no_public_url');
  });
});
