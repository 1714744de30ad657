import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { deliveryIdentity } from '../../connector/intake/delivery-identity.ts';
import type { HookCall } from '../../connector/intake/hook-call.ts';
import type { JsonObject } from '../../errors/json.ts';
import { samplePayloads } from '../../schemas/iterable/sample-payloads.ts';
import { newObject } from '../../triggers/new-object.ts';
import {
  connectionRecord,
  goodHeaders,
  journeyPath,
  recipeRecord,
  startIntake,
  type IntakeServer,
} from './intake-server.ts';

const identityOf = (payload: JsonObject): string | null => {
  const call = {
    kind: 'system_webhook',
    body: Buffer.from(JSON.stringify(payload)),
    query: '',
    recipe: null,
  } as unknown as HookCall;
  const eventName = payload['eventName'] as string;
  return deliveryIdentity(call, { kind: 'system_webhook', eventName, workflowId: null, payload }, newObject);
};
const click = (dataFields: JsonObject): JsonObject => {
  const sample = samplePayloads.get('emailClick') as JsonObject & { dataFields: JsonObject };
  return { ...sample, dataFields: { ...sample.dataFields, ...dataFields } };
};

let server: IntakeServer;
beforeEach(async () => {
  server = await startIntake();
});
afterEach(() => server.close());

describe('what makes two deliveries the same event', () => {
  test.each([...samplePayloads])('a byte-identical redelivery of %s is one event', (_name, payload) => {
    expect(identityOf(structuredClone(payload))).toBe(identityOf(payload));
  });

  test('10,000 near-twins of clicks that differ in one telling field are 10,000 events', () => {
    const names = [
      'createdAt',
      'ip',
      'userAgent',
      'url',
      'linkUrl',
      'linkId',
      'messageId',
      'hrefIndex',
      'clickedUrl',
      'email',
    ];
    const seen = new Set<string | null>();
    for (let index = 0; index < 10_000; index += 1) {
      seen.add(identityOf(click({ [names[index % names.length]!]: `value ${Math.floor(index / names.length)}` })));
    }
    expect(seen.size).toBe(10_000);
  });

  test('10,000 near-twins without a message id that differ in one byte anywhere are 10,000 events', () => {
    const seen = new Set<string | null>();
    for (let index = 0; index < 10_000; index += 1) {
      seen.add(identityOf({ eventName: 'smsReceived', email: null, dataFields: { smsMessage: 'STOP', note: index } }));
    }
    expect(seen.size).toBe(10_000);
  });

  test('the order of keys and fields that tell nothing apart do not make a click a new event', () => {
    const first = click({});
    const { dataFields, ...rest } = first as { dataFields: JsonObject };
    const turned = { dataFields: Object.fromEntries(Object.entries(dataFields).reverse()), ...rest };
    expect(identityOf(turned as JsonObject)).toBe(identityOf(first));
    expect(identityOf(click({ campaignName: 'renamed since' }))).toBe(identityOf(first));
  });

  test('fields never run into each other: shifting text between them makes another event', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (left, middle, right) => {
        fc.pre(middle !== '');
        const one = identityOf(click({ ip: left + middle, userAgent: right }));
        const two = identityOf(click({ ip: left, userAgent: middle + right }));
        expect(one).not.toBe(two);
      }),
    );
  });

  test('an event outside of the catalogue is told by its whole body, even with a message id', () => {
    const event = (seat: number): JsonObject => ({ eventName: 'holoSend', dataFields: { messageId: 'm', seat } });
    expect(identityOf(event(1))).not.toBe(identityOf(event(2)));
  });
});

describe('deliveries through the webhook address', () => {
  test('Workato 3: the same event twice, later, is one job and not two', async () => {
    server.recipes = [recipeRecord('click', { use: 'new_object', with: { eventName: 'emailClick' } })];
    const body = JSON.stringify(click({}));
    await server.call({ body });
    server.clockMs += 3 * 24 * 3_600_000;
    await server.call({ body });
    expect(server.jobs).toHaveLength(1);
    expect(server.store.events[1]!.duplicateOf).toBe(server.store.events[0]!.id);
  });

  test('after the window the same body is a new event', async () => {
    const body = JSON.stringify(click({}));
    await server.call({ body });
    server.clockMs += 8 * 24 * 3_600_000;
    await server.call({ body });
    expect(server.store.events[1]!.duplicateOf).toBeNull();
  });

  test('the same event of two connections is two events', async () => {
    server.connections = [
      connectionRecord(),
      connectionRecord({ id: 'con_2', name: 'two', hookToken: 'hook_two_0123456789' }),
    ];
    const body = JSON.stringify(click({}));
    await server.call({ body });
    await server.call({ body, path: '/hooks/hook_two_0123456789' });
    expect(server.store.events.map((event) => event.duplicateOf)).toEqual([null, null]);
  });

  test('the same body at the addresses of two journey recipes is two events', async () => {
    server.recipes = ['one', 'two'].map((name) => recipeRecord(name, { use: 'new_workflow', with: {} }));
    for (const name of ['one', 'two']) await server.call({ path: journeyPath(name), body: '{"a":1}' });
    expect(server.store.events.map((event) => event.duplicateOf)).toEqual([null, null]);
  });

  test('journey calls that differ in the query alone are two events, equal ones within the hour are one', async () => {
    server.recipes = [recipeRecord('one', { use: 'new_workflow', with: {} })];
    const from = (query: string): Promise<unknown> =>
      server.call({ path: `${journeyPath('one')}?${query}`, method: 'GET' });
    for (const query of ['u=1', 'u=2', 'u=1']) await from(query);
    server.clockMs += 2 * 3_600_000;
    await from('u=1');
    expect(server.store.events.map((event) => event.duplicateOf !== null)).toEqual([false, false, true, false]);
  });

  test('journey calls that carry nothing at all are never taken for one another', async () => {
    server.recipes = [recipeRecord('one', { use: 'new_workflow', with: {} })];
    for (let turn = 0; turn < 2; turn += 1) await server.call({ path: journeyPath('one'), headers: goodHeaders });
    expect(server.store.events.map((event) => event.duplicateOf)).toEqual([null, null]);
  });
});
