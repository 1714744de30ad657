import { describe, expect, it } from '@jest/globals';

import { run } from './run-command.ts';

const connections = { 'GET /connections': () => ({ items: [{ name: 'main' }], next: null }) };
const use = { recipe: 'orders', path: 'steps[0].with.email', pill: 'trigger.email', field: '/email' };
const diff = {
  added: ['/gift'],
  removed: ['/coupon'],
  changed: [{ path: '/total', from: ['number'], to: ['string'] }],
};
const report = {
  triggerKey: 'event:orderPlaced',
  baseline: 'saved',
  version: 2,
  drifts: [
    {
      kind: 'type',
      path: '/email',
      message: '/email arrives as integer where the schema has string.',
      accepted: ['string'],
      seen: { integer: 3 },
      since: '2026-01-05T00:00:00.000Z',
      events: 3,
      of: 200,
      exampleEvent: 'evt_1',
      recipes: [use],
    },
  ],
};
const place = '/schemas/main/event%3AorderPlaced';

describe('itc schemas', () => {
  it('lists in the pinned form and passes paging and filter on', async () => {
    const row = { connection: 'main', triggerKey: 'event:orderPlaced', samples: 3, lastAt: 'x', version: null };
    const page = { items: [row], next: 'c2' };
    const result = await run(['schemas', 'list', '--json', '--limit', '1', '-c', 'main'], {
      routes: { 'GET /schemas': () => page },
    });
    expect(JSON.parse(result.stdout)).toEqual(page);
    expect(result.calls[0]?.query).toEqual({ limit: '1', connection: 'main' });
  });

  it('shows what is known now or one saved version', async () => {
    const routes = {
      ...connections,
      [`GET ${place}`]: () => ({
        connection: 'main',
        triggerKey: 'event:orderPlaced',
        samples: 3,
        schema: { type: 'object' },
        manual: ['/gift'],
        versions: [{ version: 2 }],
      }),
      [`GET ${place}/versions/1`]: () => ({ version: 1, schema: { title: 'old' } }),
    };
    const now = await run(['schemas', 'show', 'event:orderPlaced'], { routes });
    expect(now.stdout).toContain('/gift');
    expect(now.stdout).toContain('"type": "object"');
    const old = await run(['schemas', 'show', 'event:orderPlaced', '--version', '1', '--json'], { routes });
    expect(JSON.parse(old.stdout)).toEqual({ version: 1, schema: { title: 'old' } });
  });

  it('reports drift with since, counts, an example event and the recipes, and ends with 7', async () => {
    const routes = { ...connections, 'GET /drift': () => ({ items: [report], next: null }) };
    const text = await run(['schemas', 'drift', 'event:orderPlaced'], { routes });
    expect(text.code).toBe(7);
    expect(text.calls.at(-1)?.query).toEqual({ connection: 'main', triggerKey: 'event:orderPlaced' });
    for (const part of ['2026-01-05', '3 of 200', 'evt_1', 'orders at steps[0].with.email'])
      expect(text.stdout).toContain(part);
    const json = await run(['schemas', 'drift', '--json'], { routes });
    expect(JSON.parse(json.stdout)).toEqual({ items: [report], next: null });
    const calm = { ...connections, 'GET /drift': () => ({ items: [{ ...report, drifts: [] }], next: null }) };
    expect((await run(['schemas', 'drift'], { routes: calm })).code).toBe(0);
  });

  it('saves with edits, tells the pills that break, and previews without saving', async () => {
    const routes = {
      ...connections,
      [`POST ${place}`]: () => ({ version: 3, schema: {}, manual: [], diff, broken: [use] }),
      [`POST ${place}/preview`]: () => ({ schema: {}, manual: [], diff, broken: [] }),
    };
    const edits = ['--type', '/gift=boolean', '--label', '/gift=A gift', '--nullable', '/note', '--exclude', '/coupon'];
    const saved = await run(['schemas', 'save', 'event:orderPlaced', ...edits], { routes });
    expect(saved.calls.at(-1)?.body).toEqual({
      edits: [
        { path: '/gift', type: 'boolean' },
        { path: '/gift', label: 'A gift' },
        { path: '/note', nullable: true },
        { path: '/coupon', include: false },
      ],
    });
    expect(saved.code).toBe(7);
    expect(saved.stdout).toContain('version 3');
    expect(saved.stdout).toContain('~ /total  number -> string');
    expect(saved.stderr).toContain('trigger.email');
    const preview = await run(['schemas', 'save', 'event:orderPlaced', '--preview'], { routes });
    expect(preview.code).toBe(0);
    expect(preview.calls.at(-1)?.path).toBe(`${place}/preview`);
    const wrong = await run(['schemas', 'save', 'event:orderPlaced', '--type', '/gift=date'], { routes });
    expect(wrong.code).toBe(2);
  });

  it('lists the saved versions of a schema with what each changed', async () => {
    const page = { items: [{ version: 2, createdAt: 'x', samples: 3, diff }], next: null };
    const routes = { ...connections, [`GET ${place}/versions`]: () => page };
    expect((await run(['schemas', 'history', 'event:orderPlaced'], { routes })).stdout).toContain('/coupon');
    const json = await run(['schemas', 'history', 'event:orderPlaced', '--json'], { routes });
    expect(JSON.parse(json.stdout)).toEqual(page);
  });
});
