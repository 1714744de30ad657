import { z } from 'zod';

import { statusPage } from '../iterable/server-troubles.ts';
import type { ServerTrouble } from '../iterable/raw-answer.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { ConnectionRecord } from '../store/store.ts';
import { connectionTest } from './connection-test.ts';
import { nameParams, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { newConnection } from './new-connection.ts';
import { rotationState, showRotation } from './rotation-routes.ts';

const dayMs = 24 * 60 * 60 * 1_000;
// a count beyond this says no more to a person
const maxCounted = 500;

const health = z.object({
  connection: z.string(),
  lastTest: connectionTest.extend({ at: time }).nullable(),
  lastEvent: z.object({ id: z.string(), eventName: z.string().nullable(), receivedAt: time }).nullable(),
  rejected: z.object({
    lastDay: z
      .number()
      .int()
      .meta({ description: `Refused webhook calls of 24 hours; counted up to ${maxCounted}.` }),
    last: z.object({ at: time, code: z.string(), message: z.string() }).nullable(),
  }),
  rotation: rotationState,
  iterable: z.object({ failures: z.number().int(), since: time, last: time, statusPage: z.string() }).nullable().meta({
    description: 'Calls that Iterable failed within the last minutes; null while it does not fail again and again.',
  }),
  recipes: z.array(z.object({ name: z.string(), enabled: z.boolean() })),
});

function showTrouble(trouble: ServerTrouble | null): z.input<typeof health>['iterable'] {
  if (trouble === null) return null;
  const { failures, sinceMs, lastMs } = trouble;
  return { failures, since: new Date(sinceMs).toISOString(), last: new Date(lastMs).toISOString(), statusPage };
}

const testSetting = ({ id }: ConnectionRecord): string => `connection.test.${id}`;

/** Keeps the result of a test, so that a list can show it without asking Iterable again. */
export async function keepTest(runtime: Runtime, name: string, result: z.output<typeof connectionTest>): Promise<void> {
  const record = await runtime.connections.get(name);
  const at = new Date().toISOString();
  await runtime.store.putSetting(testSetting(record), JSON.stringify({ ...result, at }));
}

async function readTest(runtime: Runtime, record: ConnectionRecord): Promise<z.input<typeof health>['lastTest']> {
  const text = await runtime.store.getSetting(testSetting(record));
  return text === null ? null : (JSON.parse(text) as z.input<typeof health>['lastTest']);
}

/** What tells whether a connection works, and trying a key before it is kept. */
export const connectionHealthRoutes = [
  defineRoute({
    method: 'post',
    path: '/connection-trials',
    tag: 'Connections',
    summary: 'Test an API key with harmless calls, without keeping anything.',
    body: newConnection,
    response: connectionTest,
    handler: async (runtime, { body }) => runtime.tryConnection(body.connection),
  }),
  defineRoute({
    method: 'get',
    path: '/connections/{name}/health',
    tag: 'Connections',
    summary: 'Show the last test, the last event and the refused webhook calls of a connection.',
    params: nameParams,
    response: health,
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { params: { name } }) => {
      const { store, connections } = runtime;
      const record = await connections.get(name);
      const { items: events } = await store.listEvents({ connection: name, limit: 1 });
      const { items: rejected } = await store.listRejectedCalls({ connection: name, limit: maxCounted });
      const dayAgo = new Date(Date.now() - dayMs).toISOString();
      const recipes = (await store.listRecipes()).filter(({ connectionId }) => connectionId === record.id);
      return {
        connection: name,
        lastTest: await readTest(runtime, record),
        lastEvent: events[0] ?? null,
        rejected: { lastDay: rejected.filter(({ at }) => at >= dayAgo).length, last: rejected[0] ?? null },
        rotation: showRotation(record),
        iterable: showTrouble(runtime.serverTrouble(record)),
        recipes,
      };
    },
  }),
];
