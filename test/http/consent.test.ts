import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, eventually, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ ITC_OUTBOUND_ALLOW: '127.0.0.0/8' });
  const notice = { key: 'news', channelIds: [51001] };
  expect((await server.api('POST', '/connections/sandbox/consent/notices', notice)).status).toBe(200);
});
afterAll(() => server.close());

const lookUp = async (email: string) =>
  (
    await server.api<{ known: boolean; isPushing: boolean; preferences: { notice: string; preference: string }[] }>(
      'POST',
      '/consent/sandbox/lookup',
      { email },
    )
  ).body;
const unsubscribe = (email: string, dataFields: object = {}) => ({
  email,
  eventName: 'emailUnSubscribe',
  dataFields: {
    createdAt: '2026-01-05 22:51:25 +00:00',
    channelIds: [51001],
    messageTypeIds: [],
    emailListIds: [],
    ...dataFields,
  },
});
const upload = async (path: string, text: string): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${server.running.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'text/csv' },
    body: text,
  });
  return (await answer.json()) as Record<string, unknown>;
};

describe('the consent webhook address', () => {
  it.each(['token', 'name'])(
    'F9: it takes unsubscribe events by the %s of the connection and changes the stored preference',
    async (by) => {
      const email = `${by}@example.com`;
      const base = by === 'token' ? server.webhookUrl : `${server.running.url}/hooks/sandbox`;
      const answer = await server.post(`${base}/consent-webhook`, unsubscribe(email));
      expect(answer.status).toBe(200);
      const found = await eventually('the preference', async () => {
        const known = await lookUp(email);
        return known.known ? known : null;
      });
      expect(found.preferences).toMatchObject([{ notice: 'news', preference: 'opt_out' }]);
    },
  );

  it('F9: the name leads nowhere else, and the secret is asked for', async () => {
    const named = `${server.running.url}/hooks/sandbox`;
    expect((await server.post(named, unsubscribe('x@example.com'))).status).toBe(404);
    expect((await server.post(`${named}/consent-webhook`, unsubscribe('x@example.com'), {})).status).toBe(401);
    await server.api('POST', '/connections', {
      name: 'open',
      apiKey: 'a-key-of-some-length',
      projectType: 'email',
      region: 'us',
      allowUnauthenticated: true,
    });
    expect(
      (await server.post(`${server.running.url}/hooks/open/consent-webhook`, unsubscribe('x@example.com'), {})).status,
    ).toBe(404);
  });

  it('F9: system webhooks at the usual address feed the same path', async () => {
    await server.post(server.webhookUrl, unsubscribe('usual@example.com'));
    expect(
      await eventually('the preference', async () => ((await lookUp('usual@example.com')).known ? true : null)),
    ).toBe(true);
  });

  it('F11: only subscribe and unsubscribe change a preference; all others are acknowledged and counted', async () => {
    const status = async () =>
      (
        await server.api<{ counts: Record<string, number>; webhookUrl: string }>(
          'GET',
          '/connections/sandbox/consent/status',
        )
      ).body;
    await server.running.runtime.settleConsent();
    const before = (await status()).counts['webhook_other'] ?? 0;
    for (const eventName of ['emailOpen', 'emailBounce', 'hostedUnsubscribeClick']) {
      const event = { ...unsubscribe('other@example.com', { messageId: eventName }), eventName };
      expect((await server.post(`${server.webhookUrl}/consent-webhook`, event)).status).toBe(200);
    }
    await server.running.runtime.settleConsent();
    expect((await status()).counts['webhook_other']).toBe(before + 3);
    expect((await lookUp('other@example.com')).known).toBe(false);
    expect((await status()).webhookUrl).toBe(`${server.webhookUrl}/consent-webhook`);
  });
});

describe('preferences by REST', () => {
  it('F8: a batch is taken row by row and reaches Iterable', async () => {
    const { body } = await server.api<{ results: { result: string }[] }>('POST', '/consent/sandbox/preferences', {
      changes: [
        { email: 'batch@example.com', notice: 'news', preference: 'opt_out', createUser: true },
        { email: 'batch@example.com', notice: 'unknown', preference: 'opt_out' },
      ],
    });
    expect(body.results).toMatchObject([
      { result: 'applied' },
      { result: 'failed', error: { code: 'ITC_CONSENT_NOTICE' } },
    ]);
    await eventually('the push', async () => ((await lookUp('batch@example.com')).isPushing ? null : true));
    const user = server.sandbox.state.users.find(({ email }) => email === 'batch@example.com');
    expect(user?.unsubscribedChannelIds).toEqual([51001]);
  });

  it('a dry run of an import changes nothing and tells what the import then does', async () => {
    const csv = [
      'email,notice,preference,changed_at',
      'csv1@example.com,news,opt_out,2026-01-05T12:00:00Z',
      'csv2@example.com,news,opt_in,2026-01-05T12:00:00Z',
      'csv3@example.com,news,perhaps,',
      'csv4@example.com,other,opt_in,',
    ].join('\n');
    const dry = await upload('/consent/sandbox/import?dryRun=true', csv);
    expect(dry).toMatchObject({ dryRun: true, rows: 4, applied: 2, late: 0, failed: 2 });
    expect((dry['faults'] as { row: number }[]).map(({ row }) => row).toSorted()).toEqual([3, 4]);
    expect((await lookUp('csv1@example.com')).known).toBe(false);
    expect(await upload('/consent/sandbox/import', csv)).toMatchObject({ dryRun: false, applied: 2, failed: 2 });
    expect(await upload('/consent/sandbox/import', csv)).toMatchObject({ applied: 0, repeated: 2, failed: 2 });
    expect(await upload('/consent/sandbox/import', '"broken')).toMatchObject({
      error: { code: 'ITC_INPUT_INVALID' },
    });
  });

  it('an export can be imported again, and no cell is a formula', async () => {
    const email = '=cmd@example.com';
    await server.api('POST', '/consent/sandbox/preferences', {
      changes: [{ email, notice: 'news', preference: 'opt_out', changedAt: '2026-01-05T12:00:00Z' }],
    });
    const answer = await fetch(`${server.running.url}/api/v1/consent/sandbox/export`, {
      headers: { authorization: `Bearer ${adminToken}` },
    });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const text = await answer.text();
    expect(text.split('\n')[0]).toBe('email,user_id,notice,preference,changed_at,source');
    expect(text).toContain("'=cmd@example.com,,news,opt_out,2026-01-05T12:00:00.000Z,outside");
    const lines = text
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith("'"));
    expect(await upload('/consent/sandbox/import', lines.join('\n'))).toMatchObject({
      rows: lines.length - 1,
      applied: 0,
      failed: 0,
    });
  });

  it('the drift report names who is in Iterable not what is stored, and changes nothing', async () => {
    const email = 'drift@example.com';
    await server.api('POST', '/consent/sandbox/preferences', {
      changes: [{ email: 'nobody@example.com', notice: 'news', preference: 'opt_in' }],
    });
    await server.api('POST', '/consent/sandbox/preferences', {
      changes: [{ email, notice: 'news', preference: 'opt_out', createUser: true }],
    });
    await eventually('the push', async () => ((await lookUp(email)).isPushing ? null : true));
    await fetch(`${server.sandbox.url}/api/users/updateSubscriptions`, {
      method: 'POST',
      headers: { 'api-key': server.sandbox.key, 'content-type': 'application/json' },
      body: JSON.stringify({ email, unsubscribedChannelIds: [] }),
    });
    interface Drift {
      drift: { email: string; stored: string; iterable: string | null }[];
      next: string | null;
    }
    const found: Drift['drift'] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body }: { body: Drift } = await server.api<Drift>('GET', `/consent/sandbox/drift?limit=2${query}`);
      found.push(...body.drift);
      cursor = body.next;
    } while (cursor !== null);
    expect(found.filter((one) => one.email === email)).toMatchObject([
      { notice: 'news', subscription: 'channel:51001', stored: 'opt_out', iterable: 'opt_in' },
    ]);
    expect(found.find((one) => one.email === 'nobody@example.com')).toMatchObject({ iterable: null });
  });

  it('the address of the privacy system must be https, and its secret is shown once', async () => {
    const set = (url: string | null) =>
      server.api<{ secret: string | null }>('POST', '/connections/sandbox/consent/callback', { url });
    expect((await set('http://privacy.example.com/')).body).toMatchObject({ error: { code: 'ITC_CONSENT_CALLBACK' } });
    expect((await set('https://user:word@privacy.example.com/')).body).toMatchObject({
      error: { code: 'ITC_CONSENT_CALLBACK' },
    });
    expect((await set('https://privacy.example.com/')).body.secret).toMatch(/^whsec_/);
    const shown = await server.api('GET', '/connections/sandbox/consent/notices');
    expect(shown.body).toMatchObject({ callback: { url: 'https://privacy.example.com/' } });
    expect(shown.text).not.toContain('ecret');
    expect((await set(null)).body.secret).toBeNull();
  });

  it('a notice is changed and removed by its key', async () => {
    const path = '/connections/sandbox/consent/notices';
    await server.api('POST', path, { key: 'temporary', messageTypeIds: [61002] });
    const changed = await server.api<{ notices: { key: string; messageTypeIds: number[] }[] }>('POST', path, {
      key: 'temporary',
      messageTypeIds: [61012],
    });
    expect(changed.body.notices.filter(({ key }) => key === 'temporary')).toMatchObject([{ messageTypeIds: [61012] }]);
    expect((await server.api('POST', path, { key: 'second', messageTypeIds: [61012] })).body).toMatchObject({
      error: { code: 'ITC_CONSENT_MAP' },
    });
    expect((await server.api('POST', path, { key: 'empty' })).status).toBe(422);
    expect((await server.api('DELETE', `${path}/temporary`)).status).toBe(200);
    expect((await server.api('DELETE', `${path}/temporary`)).status).toBe(404);
  });
});
