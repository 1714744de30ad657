import { readdir } from 'node:fs/promises';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

import { actions, picklists } from '../../actions/index.ts';
import {
  defineAction,
  field,
  type Action,
  type Picklist,
  type ProjectType,
  type RequestParts,
} from '../../connector/define.ts';
import { buildUrl } from '../../connector/iterable/build-url.ts';
import { prepareCall } from '../../connector/iterable/prepare-call.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { actionSnippets } from '../../connector/snippets/action-snippets.ts';
import type { JsonObject } from '../../errors/json.ts';

const registry = loadRegistry({ actions, triggers: [], picklists });

/** The call of an example in the first project type that names people as it does. */
const firstCall = (action: Action, input: unknown, current: JsonObject | undefined) => {
  for (const projectType of ['email', 'userId', 'hybrid'] as const) {
    try {
      return prepareCall(action, input, { projectType }, 'step-key', current);
    } catch {
      // another project type names people otherwise
    }
  }
  throw new Error('the example makes no request');
};

const places: Record<Exclude<Action['identity'], 'none'>, (parts: RequestParts, action: Action) => unknown[]> = {
  user: ({ body }) => [body],
  recipient: ({ body = {} }) => [{ email: body['recipientEmail'], userId: body['recipientUserId'] }],
  nested_user: ({ body }) => [body?.['user']],
  query: ({ query }) => [query],
  items: ({ body }, { batch }) => body?.[batch!.items] as unknown[],
};

/** The identifiers at the place of the person, for the first example with an email and a user ID in it. */
function requestsByPerson(action: Action, projectType: ProjectType): string[][] {
  if (action.identity === 'none') return [];
  const both = { email: 'ada@example.com', userId: 'user-1' };
  const { current, input: given } = action.examples[0];
  const input = structuredClone(given) as Record<string, unknown>;
  if (action.identity === 'items') {
    input[action.batch!.items] = (input[action.batch!.items] as object[]).map((item) => ({ ...item, ...both }));
  } else if (action.identity === 'nested_user') input['user'] = { ...(input['user'] as object), ...both };
  else if (action.identity === 'recipient')
    Object.assign(input, { recipientEmail: both.email, recipientUserId: both.userId });
  else Object.assign(input, both);
  const { parts } = prepareCall(action, input, { projectType }, 'step-key', current);
  return places[action.identity](parts, action).map((person) =>
    ['email', 'userId'].filter((key) => Reflect.get(person as object, key) !== undefined),
  );
}

/** The request of the first example in the project type that names people as the example does. */
const requestOf = (name: string, example = 0, projectType: 'email' | 'userId' | 'hybrid' = 'email') => {
  const action = registry.action(name);
  const { input, current } = action.examples[example]!;
  const { endpoint, parts } = prepareCall(action, input, { projectType }, 'step-key', current);
  return { call: `${endpoint.method} ${endpoint.path}`, ...parts };
};

describe.each(actions.map((action) => [action.name, action] as const))('The declaration of %s', (name, action) => {
  test(`${name}: every example passes the schema of its input and of its output.`, () => {
    for (const { input, output } of action.examples) {
      expect(action.input.safeParse(input).error).toBeUndefined();
      expect(action.output.safeParse(output).error).toBeUndefined();
    }
  });

  test(`${name}: every anti-example is refused, and at least three are given.`, () => {
    expect(action.antiExamples.length).toBeGreaterThanOrEqual(3);
    for (const { input, reason } of action.antiExamples) {
      expect([reason, action.input.safeParse(input).success]).toEqual([reason, false]);
    }
  });

  test(`${name}: its request function is pure and leaves its input alone.`, () => {
    for (const { input, current } of action.examples) {
      const checked: unknown = action.input.parse(input);
      const before = JSON.stringify(checked);
      const context = {
        projectType: 'email',
        stepKey: 'step-key',
        ...(current === undefined ? {} : { current }),
      } as const;
      expect(action.request(checked, context)).toEqual(action.request(checked, context));
      expect(JSON.stringify(checked)).toBe(before);
    }
  });

  test(`${name}: a field that it does not know is refused.`, () => {
    const input = { ...(action.examples[0].input as object), surprise: 1 };
    const [issue] = action.input.safeParse(input).error?.issues ?? [];
    expect(issue).toMatchObject({ code: 'unrecognized_keys', keys: ['surprise'] });
  });

  test(`${name}: it names a person once in each project type, and both ways only where a profile is written.`, () => {
    for (const projectType of ['email', 'userId', 'hybrid'] as const) {
      for (const sent of requestsByPerson(action, projectType)) {
        expect(sent.length).toBeGreaterThan(0);
        if (action.writesProfile !== true) expect([projectType, sent]).toEqual([projectType, [sent[0]]]);
        if (projectType === 'email') expect(sent[0]).toBe('email');
        if (projectType === 'userId') expect(sent).not.toContain('email');
      }
    }
  });

  test(`${name}: every value of its path is percent-encoded and cannot leave its place.`, () => {
    for (const { input, current } of action.examples) {
      const { endpoint, parts } = firstCall(action, input, current);
      const names = [...endpoint.path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
      expect(Object.keys(parts.path ?? {}).sort()).toEqual([...names].sort());
      for (const hostile of names.length === 0 ? [] : ['a+b@x.com', 'a/../b', '?x=1', '#x', 'ä ö%2F']) {
        const path = Object.fromEntries(names.map((part) => [part, hostile]));
        const url = new URL(buildUrl('https://api.iterable.com', endpoint, { ...parts, path }));
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(endpoint.path.split('/').length);
        expect(segments.filter((segment) => decodeURIComponent(segment) === hostile)).toHaveLength(names.length);
        expect(url.hash).toBe('');
      }
    }
  });

  test(`${name}: its snippets hold the example and no key.`, () => {
    for (const [index, { input }] of action.examples.entries()) {
      const { yaml, cli, curl, typescript } = actionSnippets(action, index);
      expect((parse(yaml) as { with: unknown }[])[0]?.with).toEqual(input);
      expect(JSON.parse(/<<'JSON'\n([\s\S]*)\nJSON$/.exec(cli)?.[1] ?? '')).toEqual(input);
      expect(curl).toContain('-H "Api-Key: $ITERABLE_API_KEY"');
      expect(curl).not.toMatch(/Api-Key: [^$]/);
      expect(typescript).toContain(`/api/v1/actions/${name}/run`);
    }
  });

  test(`${name}: its form draws from JSON Schema with a title for every field.`, () => {
    const { input } = registry.describeAction(name);
    expect(input.additionalProperties).toBe(false);
    for (const shown of Object.values(input.properties ?? {})) expect(shown.title).toMatch(/\S/);
  });
});

test('The list of actions names every file of the folder once.', async () => {
  const files = await readdir(new URL('../../actions/', import.meta.url), { recursive: true });
  const declared = actions.map(({ resource, name }) => `${resource}/${name.replaceAll('_', '-')}.ts`).sort();
  const found = files.filter((file) => /^(?!picklists\/)[\w-]+\/[\w-]+\.ts$/.test(file));
  expect(found.sort()).toEqual(declared);
});

test('The request of each action is the one that Iterable documents.', () => {
  expect(requestOf('upsert_user')).toEqual({
    call: 'POST /api/users/update',
    body: {
      email: 'ada.lovell@example.com',
      dataFields: { firstName: 'Ada', address: { city: 'Porto' } },
      mergeNestedObjects: true,
    },
  });
  expect(requestOf('bulk_upsert_users')).toEqual({
    call: 'POST /api/users/bulkUpdate',
    body: {
      users: [
        { email: 'ada.lovell@example.com', dataFields: { plan: 'pro' }, mergeNestedObjects: true },
        { email: 'ben.ito@example.com', dataFields: { plan: 'free' } },
      ],
      createNewFields: true,
    },
  });
  expect(requestOf('get_user_by_email')).toEqual({
    call: 'GET /api/users/getByEmail',
    query: { email: 'ada.lovell@example.com' },
  });
  expect(requestOf('update_user_subscriptions')).toEqual({
    call: 'POST /api/users/updateSubscriptions',
    body: {
      email: 'ada.lovell@example.com',
      emailListIds: [1],
      unsubscribedChannelIds: [],
      unsubscribedMessageTypeIds: [61234],
      campaignId: 701245,
    },
  });
  expect(requestOf('add_subscribers_to_list')).toEqual({
    call: 'POST /api/lists/subscribe',
    body: { listId: 1068682, subscribers: [{ email: 'ada.lovell@example.com' }] },
  });
  expect(requestOf('create_list')).toEqual({ call: 'POST /api/lists', body: { name: 'List One' } });
  expect(requestOf('list_project_lists')).toEqual({ call: 'GET /api/lists' });
  expect(requestOf('list_channels')).toEqual({ call: 'GET /api/channels' });
  expect(requestOf('send_sms')).toEqual({
    call: 'POST /api/sms/target',
    body: { campaignId: 4572825, recipientEmail: 'ada.lovell@example.com', dataFields: { code: '0000' } },
  });
  expect(requestOf('track_event')).toEqual({
    call: 'POST /api/events/track',
    body: {
      email: 'ada.lovell@example.com',
      eventName: 'cartAbandoned',
      createdAt: 1930000000,
      dataFields: { total: 19.9, order_id: 1 },
      id: 'step-key',
    },
  });
  expect(requestOf('custom_request', 1)).toEqual({
    call: 'POST /api/users/merge',
    body: { sourceUserId: 'user-1', destinationUserId: 'user-2' },
  });
});

describe('The loader', () => {
  const good: Action = registry.action('create_list');
  const load = (change: Partial<Action>) => () =>
    loadRegistry({ actions: [{ ...good, ...change }], triggers: [], picklists });
  const refused = (path: string) =>
    expect.objectContaining({ code: 'ITC_DECLARATION_INVALID', details: { file: 'actions/lists/create_list', path } });

  test.each<[string, Partial<Action>, string]>([
    [
      'an example that its schema refuses',
      { examples: [{ input: { name: 7 }, output: { listId: 1 } }] },
      'examples[0].input.name',
    ],
    [
      'an example with a wrong answer',
      { examples: [{ input: { name: 'x' }, output: { listId: 'x' } }] },
      'examples[0].output.listId',
    ],
    [
      'an anti-example that its schema accepts',
      { antiExamples: [{ input: { name: 'fine' }, reason: 'No.' }, ...good.antiExamples] },
      'antiExamples[0].input',
    ],
    ['fewer than three anti-examples', { antiExamples: [{ input: {}, reason: 'Empty.' }] }, 'antiExamples'],
    ['a summary that is no sentence', { summary: 'creates' }, 'summary'],
    ['a page that is no https address', { docs: 'http://iterable.com' }, 'docs'],
    ['an input that takes unknown fields', { input: z.object({ name: z.string() }) }, 'input'],
    ['a field without a title', { input: z.strictObject({ name: z.string() }) }, 'input.name'],
    [
      'a pick list that does not exist',
      { input: z.strictObject({ name: z.string().meta(field({ title: 'Name', picklist: { name: 'planets' } })) }) },
      'input.name',
    ],
    ['a path outside the API', { endpoint: { method: 'POST', path: 'https://example.com/api' } }, 'endpoint.path'],
    [
      'a path parameter that no request fills',
      { endpoint: { method: 'POST', path: '/api/lists/{listId}' } },
      'examples[0].input',
    ],
    ['a batch without its list', { batch: { items: 'users', maxItems: 10, maxBytes: 10 } }, 'batch.items'],
    ['a plain answer that nobody reads', { answer: 'plain' }, 'readText'],
    ['a secret field that the input does not have', { secrets: ['token'] }, 'secrets'],
    [
      'a read before the call without a person',
      { readFirst: registry.action('subscribe_user').readFirst! },
      'identity',
    ],
    ['a request function that gives nothing', { request: () => null }, 'examples[0].input'],
    ['a send that would be repeated', { effect: 'send', onUnknownOutcome: 'retry' }, 'onUnknownOutcome'],
  ])('The loader refuses %s and names the file and the path.', (_, change, path) => {
    expect(load(change)).toThrow(refused(path));
  });

  test('The loader refuses a name in camelCase and a name that is used twice.', () => {
    expect(load({ name: 'createList' })).toThrow(/name: expected snake_case/);
    expect(() => loadRegistry({ actions: [good, good], triggers: [], picklists })).toThrow(
      /another declaration has this name/,
    );
  });

  test('The loader refuses a pick list that could write or use up a scarce limit.', () => {
    const [list] = picklists;
    const scarce: Picklist = {
      ...list!,
      endpoint: { method: 'GET', path: '/api/export/data.json', limit: { calls: 4, perMs: 60_000, scope: 'project' } },
    };
    expect(() => loadRegistry({ actions: [], triggers: [], picklists: [scarce] })).toThrow(/too scarce/);
    const writing = { ...list!, endpoint: { method: 'POST', path: '/api/lists' } } as unknown as Picklist;
    expect(() => loadRegistry({ actions: [], triggers: [], picklists: [writing] })).toThrow(/may only read/);
  });

  test('An unknown action, trigger or pick list has a code of its own.', () => {
    expect(() => registry.action('nope')).toThrow(expect.objectContaining({ code: 'ITC_ACTION_UNKNOWN' }));
    expect(() => registry.trigger('nope')).toThrow(expect.objectContaining({ code: 'ITC_TRIGGER_UNKNOWN' }));
    expect(() => registry.picklist('nope')).toThrow(expect.objectContaining({ code: 'ITC_PICKLIST_UNKNOWN' }));
  });

  test('A declaration keeps the types of its input for its own request function.', () => {
    const typed = defineAction({
      ...good,
      input: z.strictObject({ size: z.int().meta(field({ title: 'Size' })) }),
      request: (input) => ({ body: { doubled: input.size * 2 } }),
      examples: [{ input: { size: 2 }, output: { listId: 1 } }],
      effect: 'write',
      idempotent: false,
      endpoint: { method: 'POST', path: '/api/lists' },
      antiExamples: good.antiExamples,
    });
    expect(typed.request({ size: 2 }, { projectType: 'email', stepKey: 's' })).toEqual({ body: { doubled: 4 } });
  });
});
