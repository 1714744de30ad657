import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const recipe = (name: string, eventName: string, dataFields: object): object => ({
  name,
  connection: 'sandbox',
  trigger: { use: 'new_object', with: { eventName } },
  steps: [{ id: 'keep', use: 'upsert_user', with: { email: '{{ trigger.email }}', dataFields } }],
});
const jobOf = async (event: string): Promise<{ id: string; event: string }> =>
  eventually('the end of the job', async () => {
    const { body } = await server.api<{ items: { id: string; event: string }[] }>(
      'GET',
      `/jobs?event=${event}&status=succeeded`,
    );
    return body.items[0];
  });
const profileOf = (email: string) => server.sandbox.state.users.find((user) => user.email === email)?.dataFields;
const schemaOf = async (eventName: string): Promise<object> =>
  (await server.api<{ schema: object }>('GET', `/schemas/sandbox/event%3A${eventName}`)).body.schema;
const learn = (eventName: string, body: object) => server.api('POST', `/schemas/sandbox/event%3A${eventName}`, body);

describe('fields of a trigger', () => {
  it('W9: a recipe without a schema runs, the payload of its job gives the fields, as pasting it does, and steps use each', async () => {
    await server.api('POST', '/recipes', { document: recipe('bare', 'gameWon', { won: true }), enable: true });
    const payload = {
      eventName: 'gameWon',
      email: 'w9@example.com',
      dataFields: {
        createdAt: '2026-01-05 22:51:25 +00:00',
        game: { title: 'Chess', board: { size: 8 } },
        moves: [
          { from: 'e2', to: 'e4' },
          { from: 'e7', to: 'e5', check: true },
        ],
        coupon: null,
      },
    };
    const { body: taken } = await server.post(server.webhookUrl, payload);
    const { event } = await jobOf(taken['id'] ?? '');
    const { body: stored } = await server.api<{ payload: { text: string } }>('GET', `/events/${event}`);

    await learn('ofJob', { text: stored.payload.text, replace: true });
    await learn('ofPaste', { text: JSON.stringify(payload, null, 2), replace: true });
    expect(await schemaOf('ofJob')).toEqual(await schemaOf('ofPaste'));

    await learn('gameWon', { text: stored.payload.text, replace: true });
    const fields = {
      size: '{{ trigger.dataFields.game.board.size }}',
      second: '{{ trigger.dataFields.moves[1].to }}',
      coupon: '{{ trigger.dataFields.coupon }}',
    };
    const check = async (dataFields: object) => {
      const document = recipe('bare', 'gameWon', dataFields);
      return (await server.api<{ problems: { message: string }[] }>('POST', '/recipes/validate', { document })).body
        .problems;
    };
    expect(await check(fields)).toEqual([]);
    expect(await check({ size: '{{ trigger.dataFields.game.board.sise }}' })).toMatchObject([
      { message: expect.stringContaining('sise') },
    ]);
    await server.api('POST', '/recipes', { document: recipe('bare', 'gameWon', fields), enable: true });
    const { body: again } = await server.post(server.webhookUrl, { ...payload, email: 'again@example.com' });
    await jobOf(again['id'] ?? '');
    expect(profileOf('again@example.com')).toMatchObject({ size: 8, second: 'e5' });
  });

  it('W10: fields declared by hand keep names with dots, blanks and underscores, and match keys of that very name', async () => {
    const names = ['order.total', 'first name', 'snake_case', 'Ünïcode'];
    await learn('byHand', { edits: names.map((name) => ({ path: `/${name}`, type: 'string' })) });
    const { properties } = (await schemaOf('byHand')) as { properties: Record<string, object> };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(names));
    expect(properties).not.toHaveProperty('order');

    const dataFields = Object.fromEntries(
      names.map((name, n) => [`taken${n}`, `{{ trigger[${JSON.stringify(name)}] }}`]),
    );
    await server.api('POST', '/recipes', { document: recipe('by_hand', 'byHand', dataFields), enable: true });
    const event = {
      eventName: 'byHand',
      email: 'w10@example.com',
      ...Object.fromEntries(names.map((name) => [name, `value of ${name}`])),
      order: { total: 'another' },
      dataFields: {},
    };
    const { body } = await server.post(server.webhookUrl, event);
    await jobOf(body['id'] ?? '');
    expect(profileOf('w10@example.com')).toMatchObject(
      Object.fromEntries(names.map((name, n) => [`taken${n}`, `value of ${name}`])),
    );
  });

  it('W21: data fields reach Iterable under their exact keys, as new fields or as those there are, whose names and types are offered', async () => {
    const dataFields = { new_field: 'a', 'new.field': 'b', 'new field': 'c', points: 7 };
    await server.api('POST', '/recipes', { document: recipe('keys', 'keyed', dataFields), enable: true });
    const send = async (email: string): Promise<void> => {
      const { body } = await server.post(server.webhookUrl, { eventName: 'keyed', email, dataFields: {} });
      await jobOf(body['id'] ?? '');
    };
    await send('first@example.com');
    await send('second@example.com');
    const bodies = server.sandbox.calls
      .filter(({ path }) => path.startsWith('/api/users/'))
      .map(({ body }) => JSON.stringify(body));
    const sent = JSON.stringify(dataFields).slice(1, -1);
    expect(bodies.filter((body) => body.includes(sent)).length).toBe(2);
    expect(profileOf('second@example.com')).toMatchObject({ new_field: 'a', points: 7 });

    const { body } = await server.api<{ items: { name: string; type: string }[] }>(
      'GET',
      '/connections/sandbox/fields?refresh=true',
    );
    expect(body.items).toEqual(
      expect.arrayContaining([
        { name: 'new_field', type: 'string' },
        { name: 'points', type: 'long' },
      ]),
    );
  });
});
