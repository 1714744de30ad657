import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { locateText } from '../../connector/cli/recipe-place.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { errorOf, inFolder, run } from './run-command.ts';

const text = `name: welcome
connection: production
trigger:
  use: new_object
  with: { eventName: emailSubscribe }
steps:
  - id: sms
    use: send_sms
    with:
      email: '{{ trigger.emial }}'
`;
const problem = {
  code: 'ITC_PILL_UNKNOWN',
  path: 'steps[0].with.email',
  message: 'There is no field emial.',
  hint: 'Did you mean email?',
};

describe('itc recipe new', () => {
  it('writes a skeleton for a trigger under the name of the file, without a server.', async () => {
    await inFolder(async (cwd) => {
      const { code, calls } = await run(['recipe', 'new', 'Welcome-SMS.yaml', '--event', 'emailBounce', '-c', 'eu'], {
        cwd,
      });
      expect(code).toBe(0);
      expect(calls).toEqual([]);
      expect(parse(await readFile(join(cwd, 'Welcome-SMS.yaml'), 'utf8'))).toMatchObject({
        name: 'welcome_sms',
        connection: 'eu',
        trigger: { use: 'new_object', with: { eventName: 'emailBounce' } },
        steps: [{ id: 'track', use: 'track_event' }],
      });
    });
  });

  it('writes a template under a bare name and keeps its comments.', async () => {
    await inFolder(async (cwd) => {
      await run(['recipe', 'new', 'hello', '--from', 'welcome_sms', '-c', 'eu'], { cwd });
      const written = await readFile(join(cwd, 'hello.yaml'), 'utf8');
      expect(parse(written)).toMatchObject({ name: 'hello', connection: 'eu', trigger: { use: 'new_object' } });
    });
  });

  it('does not overwrite a file unless it is told to.', async () => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'a.yaml'), 'mine');
      expect((await run(['recipe', 'new', 'a.yaml'], { cwd })).code).toBe(2);
      expect(await readFile(join(cwd, 'a.yaml'), 'utf8')).toBe('mine');
      expect((await run(['recipe', 'new', 'a.yaml', '--force'], { cwd })).code).toBe(0);
    });
  });

  it('writes to stdout with -o - and names the known templates for an unknown one.', async () => {
    const { stdout } = await run(['recipe', 'new', 'x', '--from', 'new_workflow', '-o', '-']);
    expect(parse(stdout)).toMatchObject({ name: 'x', trigger: { use: 'new_workflow' } });
    const unknown = await run(['recipe', 'new', 'x', '--from', '../../package']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('welcome_sms');
  });
});

describe('itc recipe validate and apply', () => {
  it('ends with 7 and shows file, line and column of each problem.', async () => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'r.yaml'), text);
      const routes = { 'POST /recipes/validate': () => ({ problems: [problem] }) };
      const shown = await run(['recipe', 'validate', 'r.yaml'], { cwd, routes });
      expect(shown.code).toBe(7);
      expect(shown.stdout).toContain('r.yaml:10:14: steps[0].with.email: There is no field emial. (ITC_PILL_UNKNOWN)');
      expect(shown.calls[0]?.body).toEqual({ text });
      const json = await run(['recipe', 'validate', 'r.yaml', '--json'], { cwd, routes });
      expect(JSON.parse(json.stdout)).toEqual({ file: 'r.yaml', problems: [{ ...problem, line: 10, column: 14 }] });
      expect(json.stderr).toBe('');
    });
  });

  it('ends with 0 for a recipe without problems.', async () => {
    const routes = { 'POST /recipes/validate': () => ({ problems: [] }) };
    expect((await run(['recipe', 'validate', '-'], { routes, stdin: text })).code).toBe(0);
  });

  it('ends with 2 and the place for a text that is not YAML, without asking the server.', async () => {
    const result = await run(['recipe', 'validate', '-', '--json'], { stdin: 'name: x\nsteps: [1, 2\n' });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: 'ITC_RECIPE_SYNTAX', details: { file: '-', line: 3 } });
    expect(result.calls).toEqual([]);
  });

  it('applies a recipe and switches it on.', async () => {
    const saved = { name: 'welcome', version: 2, enabled: true, journeyUrl: null };
    const { code, stdout, calls } = await run(['recipe', 'apply', '-', '--enable', '--expected-version', '1'], {
      routes: { 'POST /recipes': () => saved },
      stdin: text,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('welcome is saved as version 2 and enabled.');
    expect(calls[0]?.body).toEqual({ text, enable: true, expectedVersion: 1 });
  });

  it('places the faults of a refused recipe in the file.', async () => {
    const refuse = (): never => {
      throw new ConnectorError('ITC_RECIPE_INVALID', undefined, { details: { problems: [problem] } });
    };
    const options = { routes: { 'POST /recipes': refuse }, stdin: text };
    const shown = await run(['recipe', 'apply', '-'], options);
    expect(shown.code).toBe(2);
    expect(shown.stderr).toContain('-:10:14: steps[0].with.email');
    const json = await run(['recipe', 'apply', '-', '--json'], options);
    expect(errorOf(json)['details']).toMatchObject({ problems: [{ line: 10, column: 14 }] });
  });

  it('finds the place of odd keys and falls back to the nearest parent.', () => {
    const located = locateText('a:\n  "x y": 1\n  b:\n    - c: 2\n');
    expect(located.placeOf('a["x y"]')).toEqual({ line: 2, column: 10 });
    expect(located.placeOf('a.b[0].c')).toEqual({ line: 4, column: 10 });
    expect(located.placeOf('a.b[7].zzz')).toEqual({ line: 4, column: 5 });
    expect(located.placeOf('')).toEqual({ line: 1, column: 1 });
    expect(locateText('').placeOf('a')).toBeNull();
  });
});

describe('itc recipe list, show, enable and disable', () => {
  const recipe = {
    name: 'welcome',
    title: null,
    enabled: true,
    version: 3,
    connection: 'p',
    trigger: 'new_workflow',
    permissions: { required: ['write'], granted: ['write'], missing: [], sendsPerDay: 1000 },
    document: { name: 'welcome', steps: [] },
    webhookUrl: null,
    journeyUrl: 'https://hooks.example.com/hooks/a/b',
  };

  it('shows the document as YAML that can be applied again, with the addresses as comments.', async () => {
    const { stdout } = await run(['recipe', 'show', 'welcome'], { routes: { 'GET /recipes/welcome': () => recipe } });
    expect(parse(stdout)).toEqual(recipe.document);
    expect(stdout).toMatch(/^# journey webhook address +https:\/\/hooks/m);
  });

  it('switches a recipe on and off.', async () => {
    for (const change of ['enable', 'disable']) {
      const routes = { [`POST /recipes/welcome/${change}`]: () => recipe };
      const { stdout } = await run(['recipe', change, 'welcome'], { routes });
      expect(stdout).toBe(`welcome is ${change}d.\n`);
    }
  });

  it('lists the recipes.', async () => {
    const { stdout } = await run(['recipe', 'list'], {
      routes: { 'GET /recipes': () => ({ items: [recipe], next: null }) },
    });
    expect(stdout).toMatch(/^welcome +yes +3 +p +new_workflow +-$/m);
  });
});
