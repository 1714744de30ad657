import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';

import { createApp } from '../../connector/http/create-app.ts';
import { createIntake } from '../../connector/intake/intake.ts';
import { defaultLimits } from '../../connector/intake/intake-limits.ts';
import { triggers } from '../../triggers/index.ts';
import { stubRuntime, stubToken } from '../http/stub-runtime.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { callInProcess } from './call-in-process.ts';
import { connectionRecord, goodHeaders, startIntake, systemPath, type IntakeServer } from './intake-server.ts';
import { createMemoryStore } from './memory-store.ts';
import { recipeRecord } from './records.ts';

const seed = 20_310_209;
const random = seededRandom(seed);
const below = (count: number): number => Math.floor(random() * count);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;

/** What looks like a level or a key, and is none. */
const decoys = ['"[[[[{{{{"', '"a\\":{\\"b\\":["', '"\\\\"', 'null', '0.5', '"::::"', '"💥"', '[]'];
const decoy = (): string => pick(decoys.slice(0, -1));

/** A value of this many nested brackets, with other things beside the way down. */
function nested(levels: number): string {
  let text = levels > 0 ? pick(['[]', '{}']) : decoy();
  for (let level = 1; level < levels; level += 1) {
    const beside = random() < 0.2 ? decoy() : '1';
    text = pick([`[${text}]`, `{"a":${text}}`, `[${beside},${text}]`, `{"a":${beside},"b":${text},"c":${beside}}`]);
  }
  return text;
}

/** An object with this many keys at all its places together. */
function keyed(keys: number): string {
  if (keys === 0) return '{}';
  const inside = keys > 2 && random() < 0.5 ? below(keys - 1) : 0;
  const own = Array.from({ length: keys - inside - 1 }, (_, index) => `"k:${index}":${index % 50 === 0 ? decoy() : 1}`);
  return `{${[...own, `"last":${inside > 0 ? `[${keyed(inside)}]` : decoy()}`].join(',')}}`;
}

/** A text of this many bytes in UTF-8. */
const textOf = (bytes: number): string => {
  const wide = pick(['é', '€', '💥', 'x']);
  const size = Buffer.byteLength(wide);
  return wide.repeat(Math.floor(bytes / size)) + 'x'.repeat(bytes % size);
};
const event = (more: string): string => `{"eventName":"emailOpen",${more}}`;
const padded = (bytes: number, path = ''): string =>
  event(`"${path}pad":"${textOf(bytes - Buffer.byteLength(event(`"${path}pad":""`)))}"`);

interface Sent {
  body?: string;
  headers?: Record<string, string>;
  path?: string;
  method?: string;
}
interface Limit {
  what: string;
  at: number;
  tries: number;
  /** an event that has exactly so much of it */
  make: (size: number) => Sent;
  refusal: readonly [number, string];
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const journeyPath = `${systemPath}/journeys/${recipeRecord('j', { use: 'new_workflow', with: {} }).journeyToken}`;
const fields = (count: number): string => Array.from({ length: count }, (_, index) => `k${index}=${index}`).join('&');
const { maxBodyBytes, maxDepth, maxKeys, maxHeaders, maxEventNameLength } = defaultLimits;
const limits: readonly Limit[] = [
  {
    what: 'bytes',
    at: maxBodyBytes,
    tries: 20,
    make: (size) => ({ body: padded(size) }),
    refusal: [413, 'ITC_HOOK_TOO_LARGE'],
  },
  {
    what: 'levels',
    at: maxDepth,
    tries: 500,
    make: (size) => ({ body: event(`"dataFields":{"a":${nested(size - 2)}}`) }),
    refusal: [422, 'ITC_HOOK_TOO_DEEP'],
  },
  {
    what: 'levels of a journey call',
    at: maxDepth,
    tries: 500,
    make: (size) => ({ path: journeyPath, body: nested(size) }),
    refusal: [422, 'ITC_HOOK_TOO_DEEP'],
  },
  {
    what: 'keys',
    at: maxKeys,
    tries: 40,
    make: (size) => ({ body: event(`"dataFields":${keyed(size - 2)}`) }),
    refusal: [422, 'ITC_HOOK_TOO_DEEP'],
  },
  {
    what: 'fields of a form',
    at: maxKeys,
    tries: 20,
    make: (size) => ({ path: journeyPath, headers: form, body: fields(size) }),
    refusal: [422, 'ITC_HOOK_TOO_DEEP'],
  },
  {
    what: 'headers',
    at: maxHeaders,
    tries: 300,
    make: (size) => {
      // content-type, secret and content-length are there anyway
      const more = Array.from({ length: size - 3 }, (_, index) => [`x-${index}`, '1']);
      return { body: event('"dataFields":{}'), headers: Object.fromEntries(more) as Record<string, string> };
    },
    refusal: [400, 'ITC_HOOK_HEADERS'],
  },
  {
    what: 'letters of an event name',
    at: maxEventNameLength,
    tries: 300,
    make: (size) => ({ body: `{"eventName":"${pick(['n', 'é', ' '])}${'n'.repeat(size - 1)}"}` }),
    refusal: [422, 'ITC_HOOK_SHAPE'],
  },
];

const tally = { tried: 0, wrong: 0 };
let server: IntakeServer;
beforeAll(async () => {
  server = await startIntake();
});
afterAll(async () => {
  await server.close();
  tellFigure({
    goal: 'limits',
    what: 'bodies and headers one below, at and one above each limit of webhooks and REST API that were not taken, taken and refused',
    tried: tally.tried,
    failed: tally.wrong,
    seed,
  });
});

/** Whether the answer to something of this size is the right one. */
function judge(
  size: number,
  at: number,
  status: number,
  code: string | null,
  refusal: readonly [number, string],
): boolean {
  const isRight = size <= at ? status === 200 && code === null : status === refusal[0] && code === refusal[1];
  tally.tried += 1;
  if (!isRight) tally.wrong += 1;
  return isRight;
}

describe('the limits of a webhook are kept to the unit', () => {
  const connection = connectionRecord();
  const recipe = recipeRecord('j', { use: 'new_workflow', with: {} });
  const store = createMemoryStore();
  let count = 0;
  const intake = createIntake({
    store,
    connections: { byHookToken: () => connection },
    recipes: { enabledOf: () => [recipe], byJourneyToken: () => recipe },
    triggers,
    // a minute between any two, so that no rate is reached
    now: () => (count += 1) * 60_000,
    newId: (prefix) => `${prefix}_${String((count += 1))}`,
    log: { warn: () => undefined, error: () => undefined },
  });

  test.each(limits.map((limit) => [limit.what, limit] as const))(
    '%s: one below and at it are taken, one above is refused',
    async (_what, { at, tries, make, refusal }) => {
      const wrong: unknown[] = [];
      for (let index = 0; index < tries; index += 1) {
        for (const size of [at - 1, at, at + 1]) {
          const { body = '', headers, path = systemPath, method = 'POST' } = make(size);
          const answer = await callInProcess(intake, {
            method,
            path,
            headers: { ...goodHeaders, ...headers },
            body: Buffer.from(body),
          });
          const code = (JSON.parse(answer.text) as { error?: { code: string } }).error?.code ?? null;
          if (!judge(size, at, answer.status, code, refusal))
            wrong.push([size - at, answer.status, answer.text.slice(0, 200), body.slice(0, 200)]);
          store.events.length = 0;
        }
      }
      expect(wrong.slice(0, 5)).toEqual([]);
    },
    60_000,
  );

  test('bytes that no header announces: one below and at the limit are taken, one above is refused', async () => {
    const wrong: unknown[] = [];
    for (let index = 0; index < 5; index += 1) {
      for (const size of [maxBodyBytes - 1, maxBodyBytes, maxBodyBytes + 1]) {
        const headers = { ...goodHeaders, 'transfer-encoding': 'chunked' };
        const { status, json } = await server.call({ headers, body: padded(size, String(index)) });
        if (!judge(size, maxBodyBytes, status, json.error?.code ?? null, [413, 'ITC_HOOK_TOO_LARGE']))
          wrong.push([size - maxBodyBytes, status]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('the limits of the REST API are kept to the unit', () => {
  // what is read goes on to the check of its fields, which refuses it for another reason
  const app = createApp(stubRuntime());
  const post = async (body: string): Promise<[number, string | null]> => {
    const answer = await request(app)
      .post('/api/v1/recipes/validate')
      .set('authorization', `Bearer ${stubToken}`)
      .type('json')
      .send(body);
    const { code } = (answer.body as { error: { code: string } }).error;
    return code === 'ITC_REQUEST_INVALID' ? [200, null] : [answer.status, code];
  };
  test.each([
    ['bytes', 2_000_000, 5, (size: number) => padded(size), [413, 'ITC_REQUEST_TOO_LARGE']],
    ['levels', 100, 100, (size: number) => nested(size), [400, 'ITC_REQUEST_JSON']],
  ] as const)('%s: one below and at it are read, one above is refused', async (_what, at, tries, make, refusal) => {
    const wrong: unknown[] = [];
    for (let index = 0; index < tries; index += 1) {
      for (const size of [at - 1, at, at + 1]) {
        const body = make(size);
        const [status, code] = await post(body);
        if (!judge(size, at, status, code, refusal)) wrong.push([size - at, status, code, body.slice(0, 300)]);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
