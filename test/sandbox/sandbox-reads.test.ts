import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

const ada = 'ada@example.com';
// of the project as new: running triggered campaigns
const [emailCampaign, pushCampaign] = [7001001, 7001002];

describe('sent messages and list reads of the sandbox', () => {
  let sandbox: Sandbox;
  let now: number;
  beforeEach(async () => {
    now = Date.UTC(2031, 0, 1, 12);
    sandbox = await startSandbox({ limits: false, now: () => now });
  });
  afterEach(() => sandbox.close());
  const send = async (medium: string, campaignId: number): Promise<void> => {
    now += 60_000;
    await call(sandbox, `/api/${medium}/target`, { campaignId, recipientEmail: ada });
  };
  const sent = (query: string) => call(sandbox, `/api/users/getSentMessages?${query}`);
  const campaignsOf = async (query: string): Promise<number[]> =>
    ((await sent(`email=${ada}&${query}`)).body as { messages: { campaignId: number }[] }).messages.map(
      ({ campaignId }) => campaignId,
    );

  test('Sent messages are read newest first in the recorded shape.', async () => {
    await send('email', emailCampaign);
    await send('push', pushCampaign);
    expect((await sent(`email=${ada}`)).body).toEqual({
      messages: [
        {
          messageId: sandbox.state.messages[1]?.messageId,
          campaignId: pushCampaign,
          templateId: expect.any(Number),
          createdAt: '2031-01-01 12:02:00 +00:00',
        },
        expect.objectContaining({ campaignId: emailCampaign, createdAt: '2031-01-01 12:01:00 +00:00' }),
      ],
    });
  });

  test('Sent messages can be had by campaign, medium and time, the end not included.', async () => {
    await send('email', emailCampaign);
    await send('push', pushCampaign);
    expect(await campaignsOf(`campaignIds=${emailCampaign}&campaignIds=1`)).toEqual([emailCampaign]);
    expect(await campaignsOf('messageMedium=Push')).toEqual([pushCampaign]);
    expect(await campaignsOf(`startDateTime=${encodeURIComponent('2031-01-01 14:02:00 +02:00')}`)).toEqual([
      pushCampaign,
    ]);
    expect(await campaignsOf('endDateTime=2031-01-01%2012%3A02%3A00')).toEqual([emailCampaign]);
    expect(await campaignsOf('limit=1')).toEqual([pushCampaign]);
    expect(await campaignsOf('excludeBlastCampaigns=true')).toHaveLength(2);
  });

  test('Sent messages need a user, a limit up to 1000, a medium that exists and dates that are some.', async () => {
    const bad = ['', 'email=nobody%40', `email=${ada}&limit=1001`, `email=${ada}&messageMedium=Fax`];
    for (const query of [...bad, `email=${ada}&startDateTime=yesterday`]) expect((await sent(query)).status).toBe(400);
    expect((await sent('userId=nobody')).body).toEqual({ messages: [] });
  });

  test('A preview gives so many members as text, 1000 unless told and at most 5000.', async () => {
    const subscribers = ['one', 'two', 'three'].map((name) => ({ email: `${name}@example.com`, userId: name }));
    await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers });
    const preview = (query: string) => call(sandbox, `/api/lists/previewUsers?listId=1001${query}`);
    expect((await preview('')).text.split('\n')).toHaveLength(4);
    expect(await preview('&size=2')).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      text: 'one@example.com\ntwo@example.com\n',
    });
    expect((await preview('&size=1&preferUserId=true')).text).toBe('one\n');
    expect((await preview('&size=5001')).status).toBe(400);
    expect((await call(sandbox, '/api/lists/previewUsers?listId=42')).status).toBe(400);
  });

  test('A list that a campaign still sends to cannot be deleted.', async () => {
    const answer = await call(sandbox, '/api/lists/1001', undefined, { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'Conflict' } });
    expect(sandbox.state.lists.map(({ id }) => id)).toContain(1001);
  });

  test('channelUnsubscribe closes every marketing channel and says so in one webhook.', async () => {
    await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers: [{ email: ada }] });
    const body = { listId: 1001, subscribers: [{ email: ada }] };
    await call(sandbox, '/api/lists/unsubscribe', body);
    expect(sandbox.state.users[0]?.unsubscribedChannelIds).toEqual([]);
    await call(sandbox, '/api/lists/unsubscribe', { ...body, channelUnsubscribe: true });
    expect(sandbox.state.users[0]?.unsubscribedChannelIds).toEqual([51001, 51011, 51021, 51031, 51041, 51051]);
  });

  test('More subscribers than a call may carry are refused in both directions.', async () => {
    sandbox.settings.maxBatchItems = 1;
    const subscribers = [{ email: ada }, { email: 'bob@example.com' }];
    for (const path of ['subscribe', 'unsubscribe']) {
      expect(await call(sandbox, `/api/lists/${path}`, { listId: 1001, subscribers })).toMatchObject({
        status: 400,
        body: { code: 'BatchTooLarge' },
      });
    }
  });
});
