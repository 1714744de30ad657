import { createIntake, type IntakeParts } from '../../connector/intake/intake.ts';
import type { RespondAnswer } from '../../connector/respond-waiters.ts';
import type { ConnectionRecord, RecipeRecord } from '../../connector/store/store.ts';
import type { Step } from '../../recipes/recipe.ts';
import { triggers } from '../../triggers/index.ts';
import { callInProcess, type InProcessCall } from './call-in-process.ts';
import { createMemoryStore } from './memory-store.ts';
import { connectionRecord, secret, startMs } from './records.ts';

export const at = new Date(startMs).toISOString();
export const systemPath = `/hooks/${connectionRecord().hookToken}`;
export const journeyPath = (name: string): string => `${systemPath}/journeys/jny_${name}_0123456789abcdef`;
export const headers = { 'content-type': 'application/json', 'x-itc-secret': secret };
export const open = {
  eventName: 'emailOpen',
  email: 'ada@example.com',
  dataFields: { messageId: 'm1', workflowId: 7 },
};
export const onOpen = { use: 'new_object', with: { eventName: 'emailOpen' } } as never;
export const onJourney = { use: 'new_workflow', with: {} } as never;
export const respond = [{ id: 'r', respond: {} }] as unknown as Step[];

/** The intake on a store in memory, with all that it tells others; what it finds may be changed before it is asked. */
export function receivingWorld() {
  const state = {
    store: createMemoryStore(),
    connections: [connectionRecord()] as ConnectionRecord[],
    recipes: [] as RecipeRecord[],
    clockMs: startMs,
    logged: [] as unknown[],
    told: [] as unknown[],
    jobs: [] as string[],
    learned: [] as unknown[],
    proved: [] as string[],
    waits: [] as unknown[],
    answer: null as RespondAnswer | null,
  };
  let ids = 0;
  const intakeOf = (change: Partial<IntakeParts> = {}) =>
    createIntake({
      store: state.store,
      connections: {
        byHookToken: (token) => state.connections.find(({ hookToken }) => hookToken === token),
        byName: (name) => state.connections.find((one) => one.name === name),
      },
      recipes: {
        enabledOf: (id) => state.recipes.filter(({ enabled, connectionId }) => enabled && connectionId === id),
        byJourneyToken: (token) => state.recipes.find(({ journeyToken }) => journeyToken === token),
      },
      // which one is asked must not hang on their order
      triggers: triggers.toReversed(),
      now: () => state.clockMs,
      newId: (prefix) => `${prefix}_${String((ids += 1))}`,
      log: {
        warn: (message, fields) => void state.logged.push(['warn', message, fields]),
        error: (message, fields) => void state.logged.push(['error', message, fields]),
      },
      learn: (event) => () => void state.learned.push(event),
      onJobs: (jobs) => void state.jobs.push(...jobs),
      onAnswer: (what, sinceMs) => void state.told.push([what, sinceMs]),
      onSecretProved: ({ name }) => void state.proved.push(name),
      waitForRespond: async (id, timeoutMs) => {
        state.waits.push([id, timeoutMs]);
        return state.answer;
      },
      isOwnCall: (word) => word === 'mine',
      ...change,
    } as IntakeParts);
  const opened = (change: Partial<IntakeParts> = {}) => {
    const intake = intakeOf(change);
    return async (body: unknown, call: Partial<InProcessCall> = {}) => {
      const { status, text } = await callInProcess(intake, {
        path: systemPath,
        headers,
        ...(body === null ? {} : { body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) }),
        ...call,
      });
      // what a call held is given back after its answer left, before the next one can come over a socket
      await new Promise((resolve) => setImmediate(resolve));
      return { status, ...(text === '' ? {} : (JSON.parse(text) as { error?: { code: string; message: string } })) };
    };
  };
  return Object.assign(state, { opened, intakeOf });
}
