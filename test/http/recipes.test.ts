import { isDeepStrictEqual } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { tellFigure } from '../trust/tell-figure.ts';
import { sampleRecipe } from './sample-recipe.ts';
import { startTestServer, type TestServer } from './test-server.ts';

interface Failure {
  error: { code: string; details: { problems: { path: string; code: string }[] } };
}
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the recipes of the REST API', () => {
  it('saves YAML and JSON alike and counts versions', async () => {
    const text = `name: from_yaml
connection: sandbox
trigger: { use: new_object, with: { eventName: emailOpen } }
steps:
  - { id: track, use: track_event, with: { eventName: opened, email: '{{ trigger.email }}' } }
`;
    const first = await server.api('POST', '/recipes', { text });
    expect(first).toMatchObject({ status: 201, body: { name: 'from_yaml', version: 1, enabled: false } });
    expect(first.body['webhookUrl']).toBe(server.webhookUrl);
    const second = await server.api('POST', '/recipes', {
      document: first.body['document'],
      expectedVersion: 1,
      enable: true,
    });
    expect(second.body).toMatchObject({ version: 2, enabled: true });
    const versions = await server.api<{ items: { version: number }[] }>('GET', '/recipes/from_yaml/versions');
    expect(versions.body.items.map(({ version }) => version)).toEqual([2, 1]);
    const one = await server.api('GET', '/recipes/from_yaml/versions/1');
    expect(one.body).toMatchObject({ name: 'from_yaml', version: 1, document: { name: 'from_yaml' } });
    expect((await server.api('GET', '/recipes/from_yaml/versions/9')).status).toBe(404);
  });

  it('refuses a change made from an older version', async () => {
    await server.api('POST', '/recipes', { document: sampleRecipe('raced') });
    await server.api('POST', '/recipes', { document: sampleRecipe('raced'), expectedVersion: 1 });
    const late = await server.api<Failure>('POST', '/recipes', { document: sampleRecipe('raced'), expectedVersion: 1 });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'ITC_RECIPE_CONFLICT' } } });
    const again = await server.api<Failure>('POST', '/recipes', {
      document: sampleRecipe('raced'),
      expectedVersion: 0,
    });
    expect(again.status).toBe(409);
  });

  it('of 1,000 edits at once, a hundred on each of ten versions, one of each hundred is kept and none is a blend', async () => {
    const edit = (round: number, n: number): Record<string, unknown> => {
      const mark = `${String(round)}-${String(n)}`;
      const steps = Array.from({ length: 1 + (n % 4) }, (_, index) => ({
        id: `step${String(index)}`,
        use: 'track_event',
        with: { eventName: mark, email: '{{ trigger.email }}' },
      }));
      return { ...sampleRecipe('crowded'), title: mark, description: mark, steps };
    };
    await server.api('POST', '/recipes', { document: edit(0, 0) });
    const wrong: unknown[] = [];
    for (let round = 1; round <= 10; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, async (_, n) => {
          const document = edit(round, n);
          const saved = await server.api<Failure>('POST', '/recipes', { document, expectedVersion: round });
          return { n, status: saved.status, code: saved.status === 201 ? null : saved.body.error.code };
        }),
      );
      const kept = answers.filter(({ status }) => status === 201);
      const refused = answers.filter(({ status, code }) => status === 409 && code === 'ITC_RECIPE_CONFLICT');
      const { body } = await server.api<{ document: unknown }>('GET', `/recipes/crowded/versions/${String(round + 1)}`);
      const isWhole = isDeepStrictEqual(body.document, edit(round, kept[0]?.n ?? -1));
      if (kept.length !== 1 || refused.length !== 99 || !isWhole) wrong.push({ round, kept, body });
    }
    tellFigure({
      goal: 'edits',
      what: 'edits of one recipe at once, a hundred on each of ten versions, that were kept beside another one or blended with it',
      tried: 1_000,
      failed: wrong.length,
      seed: null,
    });
    expect(wrong).toEqual([]);
    const { body } = await server.api<{ items: unknown[] }>('GET', '/recipes/crowded/versions');
    expect(body.items).toHaveLength(11);
  }, 60_000);

  it('refuses a recipe with faults, names each path and changes nothing', async () => {
    const document = {
      ...sampleRecipe('faulty'),
      steps: [{ id: 'x', use: 'no_such_action', with: { email: '{{ steps.nowhere.email }}' } }],
    };
    const { status, body } = await server.api<Failure>('POST', '/recipes', { document });
    expect({ status, code: body.error.code }).toEqual({ status: 422, code: 'ITC_RECIPE_INVALID' });
    expect(body.error.details.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'steps[0].use', code: 'ITC_ACTION_UNKNOWN' }),
        expect.objectContaining({ code: 'ITC_PILL_UNKNOWN' }),
      ]),
    );
    expect((await server.api('GET', '/recipes/faulty')).status).toBe(404);
  });

  it('lists the same problems when a recipe is only checked', async () => {
    const broken = await server.api<{ problems: { code: string }[] }>('POST', '/recipes/validate', { text: 'name: [' });
    expect(broken).toMatchObject({ status: 200, body: { problems: [{ code: 'ITC_RECIPE_SYNTAX' }] } });
    const sound = await server.api('POST', '/recipes/validate', { document: sampleRecipe('only_checked') });
    expect(sound.body).toEqual({ problems: [] });
    expect((await server.api('GET', '/recipes/only_checked')).status).toBe(404);
  });

  it.each([
    ['neither document nor text', {}],
    ['both document and text', { document: {}, text: 'x' }],
    ['a text that is no text', { text: 5 }],
  ])('refuses a save with %s', async (_what, body) => {
    const answer = await server.api<Failure>('POST', '/recipes', body);
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'ITC_REQUEST_INVALID' } } });
  });

  it('switches a recipe on and off, checking it again before it goes on', async () => {
    await server.api('POST', '/recipes', { document: sampleRecipe('switched') });
    expect((await server.api('POST', '/recipes/switched/enable')).body).toMatchObject({ enabled: true });
    expect((await server.api('POST', '/recipes/switched/disable')).body).toMatchObject({ enabled: false });
    for (const verb of ['enable', 'disable']) {
      const unknown = await server.api<Failure>('POST', `/recipes/nobody/${verb}`);
      expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'ITC_RECIPE_UNKNOWN' } } });
    }
  });

  it('gives a journey recipe its own address that stays over all versions', async () => {
    const document = { ...sampleRecipe('journey'), trigger: { use: 'new_workflow', with: {} } };
    const first = await server.api<{ journeyUrl: string; webhookUrl: null }>('POST', '/recipes', { document });
    const second = await server.api<{ journeyUrl: string }>('POST', '/recipes', { document });
    expect(first.body.webhookUrl).toBeNull();
    expect(first.body.journeyUrl).toMatch(new RegExp(`^${server.webhookUrl}/journeys/`));
    expect(second.body.journeyUrl).toBe(first.body.journeyUrl);
  });

  it('replays a journey call into the recipe of its address and into no other journey recipe', async () => {
    const urls: string[] = [];
    for (const name of ['replay_one', 'replay_two']) {
      const document = { ...sampleRecipe(name), trigger: { use: 'new_workflow', with: {} } };
      urls.push(
        (await server.api<{ journeyUrl: string }>('POST', '/recipes', { document, enable: true })).body.journeyUrl,
      );
    }
    const called = await server.post(urls[0]!, { email: 'ada@example.com' });
    const id = called.body['id'] ?? '';
    const { body } = await server.api<{ jobs: string[] }>('POST', `/events/${id}/replay`, {});
    expect(body.jobs).toHaveLength(1);
    const job = await server.api<{ recipe: string }>('GET', `/jobs/${body.jobs[0]}`);
    expect(job.body.recipe).toBe('replay_one');
  });

  it('lists recipes newest first, page by page', async () => {
    for (const name of ['page_a', 'page_b', 'page_c'])
      await server.api('POST', '/recipes', { document: sampleRecipe(name) });
    const names: string[] = [];
    let cursor = '';
    do {
      const path = `/recipes?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await server.api<{ items: { name: string }[]; next: string | null }>('GET', path);
      names.push(...body.items.map(({ name }) => name));
      cursor = body.next ?? '';
    } while (cursor !== '');
    const { body } = await server.api<{ items: { name: string }[] }>('GET', '/recipes');
    expect(names.filter((name) => name.startsWith('page_'))).toEqual(['page_c', 'page_b', 'page_a']);
    expect(names).toEqual(body.items.map(({ name }) => name));
  });
});
