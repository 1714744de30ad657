import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { runCli } from '../../connector/cli/run-cli.ts';
import { wholeBytes } from '../../connector/cli/infer-input.ts';
import { eventNames } from '../../schemas/iterable/event-names.ts';
import type { Route } from './fake-server.ts';
import { errorOf, inFolder, run, type CommandResult } from './run-command.ts';

type Schema = Record<string, unknown> & { properties: Record<string, Record<string, unknown>> };

function schemaOf({ stdout }: CommandResult): Schema {
  return JSON.parse(stdout) as Schema;
}

function inFolderWith<T>(files: Record<string, string>, work: (folder: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return work(folder);
  });
}

function infer(samples: string, ...options: string[]): Promise<CommandResult> {
  return run(['infer', '-', ...options], { stdin: samples });
}

describe('itc infer', () => {
  it('infers a 2020-12 schema that accepts unknown keys from one document on stdin, without a call to the server.', async () => {
    const result = await run(['infer'], { stdin: '{"total": 4.5, "note": null}' });
    expect(result).toMatchObject({ code: 0, calls: [] });
    expect(schemaOf(result)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: { note: {}, total: { type: 'number' } },
      required: ['note', 'total'],
    });
  });

  it('takes each NDJSON line of a file as one sample.', () =>
    inFolderWith({ 'a.ndjson': '{"a":1}\n{"a":2,"b":"x"}\n' }, async (cwd) => {
      expect(schemaOf(await run(['infer', 'a.ndjson'], { cwd }))['required']).toEqual(['a']);
    }));

  it('takes a top-level array as one sample, and as a list of samples with --array-samples.', async () => {
    expect(schemaOf(await infer('[{"a":1},{}]'))['type']).toBe('array');
    const list = schemaOf(await infer('[{"a":1},{}]', '--array-samples'));
    expect(list['type']).toBe('object');
    expect(list).not.toHaveProperty('required');
  });

  it('merges the samples of several files into one schema.', () =>
    inFolderWith({ 'a.json': '{"a":1}', 'b.json': '{"a":"x"}' }, async (cwd) => {
      const { properties } = schemaOf(await run(['infer', 'a.json', 'b.json'], { cwd }));
      expect(properties['a']).toEqual({ anyOf: [{ type: 'integer' }, { type: 'string' }] });
    }));

  it('writes a closed draft-07 schema with a title when asked to.', async () => {
    const schema = schemaOf(await infer('{"a":1}', '--closed', '--draft', '07', '--name', 'Order'));
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Order',
      additionalProperties: false,
    });
  });

  it('looks at the JSON inside strings only with --look-inside-strings.', async () => {
    const sample = '{"data":"{\\"total\\":1}"}';
    expect(schemaOf(await infer(sample)).properties['data']).not.toHaveProperty('contentSchema');
    expect(schemaOf(await infer(sample, '--look-inside-strings')).properties['data']).toHaveProperty(
      'contentSchema.properties.total',
    );
  });

  it('prints TypeScript under the given name, and the same as a document with --json.', async () => {
    const { stdout } = await infer('{"a":1}', '--format', 'typescript', '--name', 'Order');
    expect(stdout).toMatch(/^export interface Order \{\n {2}a: number;/);
    const json = await infer('{"a":1}', '--format', 'typescript', '--name', 'Order', '--json');
    expect((JSON.parse(json.stdout) as { source: string }).source).toBe(stdout);
  });

  it('prints a zod schema under the given name.', async () => {
    const { stdout } = await infer('{"a":"x"}', '--format', 'zod', '--name', 'order');
    expect(stdout).toMatch(/^import \* as z from 'zod';\n\nexport const order = z.looseObject/);
  });

  it('prints fields for the schema designer of Workato.', async () => {
    const { stdout } = await infer('{"firstName":"x"}', '--format', 'workato');
    expect(JSON.parse(stdout)).toEqual([
      { name: 'firstName', label: expect.any(String), type: 'string', control_type: 'text', optional: false },
    ]);
  });

  it('prints a field list with types and presence.', async () => {
    const { stdout } = await infer('{"a":1}\n{"b":["x"]}', '--format', 'fields');
    expect(stdout).toMatch(/^PATH +TYPES +PRESENT/);
    expect(stdout).toMatch(/^\/a +integer +1\/2/m);
    expect(stdout).toMatch(/^\/b\/\* +string +1\/1/m);
  });

  it('refuses a format that does not exist as a usage error.', async () => {
    expect((await infer('{}', '--format', 'xml')).code).toBe(2);
  });

  it('prints notices of repeated keys and conflicts on stderr and only the schema on stdout.', async () => {
    const result = await infer('{"a":1,"a":"x"}');
    expect(result.stderr).toContain('stdin:1:8: key "a" is repeated');
    expect(result.stderr).toContain('/a: mixed-types');
    expect(schemaOf(result).properties).toHaveProperty('a');
    expect((await infer('{"a":1,"a":"x"}', '--json')).stderr).toBe('');
  });

  it('says where a syntax error is, what was found there and which repair is offered.', () =>
    inFolderWith({ 'bad.json': '{"a": 1,\n "b": [1, 2,]}' }, async (cwd) => {
      const { code, stdout, stderr } = await run(['infer', 'bad.json'], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/bad\.json:2:\d+: .*found "\]"/);
      expect(stderr).toContain('trailing commas removed');
      expect(stderr).toContain('"b": [1, 2]}');
    }));

  it('puts the repaired text into the JSON envelope of a syntax error.', async () => {
    const result = await infer("{'a': 1}", '--json');
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({
      code: 'ITC_SAMPLE_SYNTAX',
      details: { line: 1, column: 2, repair: { text: '{"a": 1}' } },
    });
  });

  it('names the end of a sample that is cut off.', async () => {
    expect((await infer('{"a": 1')).stderr).toContain('found the end of the text');
  });

  it('refuses an input without a sample, a missing file and a folder as usage errors.', () =>
    inFolder(async (cwd) => {
      await mkdir(join(cwd, 'sub'));
      expect(await infer(' \n')).toMatchObject({ code: 2, stderr: expect.stringContaining('no sample') });
      expect(await run(['infer', 'gone.json'], { cwd })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('gone.json does not exist'),
      });
      expect(await run(['infer', 'sub'], { cwd })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is a folder'),
      });
    }));

  it('does not wait for a person to type samples into a terminal.', async () => {
    expect((await run(['infer'], { stdinIsTty: true })).code).toBe(2);
  });

  it('streams a large file and names the line of a fault in it.', () =>
    inFolder(async (cwd) => {
      const line = `{"text":"${'x'.repeat(1000)}"}\n`;
      const lines = Math.ceil(wholeBytes / line.length) + 1;
      await writeFile(join(cwd, 'large.ndjson'), line.repeat(lines));
      const { stdout } = await run(['infer', 'large.ndjson', '--format', 'shape'], { cwd });
      expect(JSON.parse(stdout)).toMatchObject({ samples: lines });
      await writeFile(join(cwd, 'large.ndjson'), `${line.repeat(lines)}{]\n`);
      const faulty = await run(['infer', 'large.ndjson'], { cwd });
      expect(faulty.code).toBe(2);
      expect(faulty.stderr).toContain(`large.ndjson:${lines + 1}:2: `);
    }));

  it('shows a progress bar for a large file on a terminal, on stderr.', () =>
    inFolder(async (cwd) => {
      await writeFile(join(cwd, 'large.ndjson'), '{"text":"hello"}\n'.repeat(wholeBytes / 16));
      let shown = '';
      const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
      stderr.on('data', (chunk: Buffer) => void (shown += chunk.toString()));
      let stdout = '';
      const code = await runCli(['infer', 'large.ndjson'], {
        stdout: { write: (text) => void (stdout += text) },
        stderr,
        stdinIsTty: true,
        stdoutIsTty: false,
        env: {},
        cwd,
        fetch,
        readStdin: async () => '',
        ask: async () => null,
        askHidden: async () => null,
        sleep: async () => undefined,
        serve: async () => undefined,
        runSandbox: async () => 0,
        onInterrupt: () => () => undefined,
      });
      expect(code).toBe(0);
      expect(shown).toContain('large.ndjson');
      expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    }));
});

describe('itc infer --merge', () => {
  it('gives the same shape as all samples at once.', () =>
    inFolder(async (cwd) => {
      const first = '{"a":1,"when":"2026-01-05"}';
      const second = '{"a":null,"when":"soon"}';
      await writeFile(join(cwd, 'shape.json'), (await infer(first, '--format', 'shape')).stdout);
      const merged = await run(['infer', '-', '--merge', 'shape.json', '--format', 'shape'], { cwd, stdin: second });
      expect(merged.stdout).toBe((await infer(`${first}\n${second}`, '--format', 'shape')).stdout);
    }));

  it('goes on looking inside strings when the shape did.', () =>
    inFolder(async (cwd) => {
      const sample = '{"data":"{\\"total\\":1}"}';
      const shape = await infer(sample, '--format', 'shape', '--look-inside-strings');
      await writeFile(join(cwd, 'shape.json'), shape.stdout);
      const merged = await run(['infer', '--merge', 'shape.json', '--format', 'shape'], { cwd, stdin: sample });
      const both = await infer(`${sample}\n${sample}`, '--format', 'shape', '--look-inside-strings');
      expect(merged.stdout).toBe(both.stdout);
    }));

  it('refuses a JSON Schema and says to use a shape file.', () =>
    inFolderWith({ 'schema.json': '{"type":"object"}' }, async (cwd) => {
      const { code, stderr } = await run(['infer', '--merge', 'schema.json'], { cwd, stdin: '{}' });
      expect(code).toBe(2);
      expect(stderr).toContain('schema.json is not a shape');
      expect(stderr).toContain('--format shape');
    }));

  it('refuses a shape file that was changed by hand.', () =>
    inFolderWith(
      { 'shape.json': '{"version":1,"samples":1,"limits":{"depth":64,"keys":1000},"root":7}' },
      async (cwd) => {
        const result = await run(['infer', '--merge', 'shape.json', '--json'], { cwd, stdin: '{}' });
        expect(result.code).toBe(2);
        expect(errorOf(result).code).toBe('ITC_SCHEMA_INVALID');
      },
    ));
});

describe('itc infer --from-events', () => {
  const bodies: Record<string, string> = {
    evt_3: '{"eventName":"smsSend","id":9007199254740993}',
    evt_2: '{"eventName":"smsSend","id":2}',
    evt_1: '{"eventName":"smsSend","extra":true}',
  };
  const ids = Object.keys(bodies);
  const routes: Record<string, Route> = {
    'GET /events': ({ query }) => {
      const from = Number(query['cursor'] ?? 0);
      // pages of one, to see that the cursor is followed
      return { items: [{ id: ids[from] }], next: from + 1 < ids.length ? String(from + 1) : null };
    },
    ...Object.fromEntries(
      ids.map((id): [string, Route] => {
        const text = bodies[id] ?? '';
        const payload = { contentType: 'application/json', text, json: JSON.parse(text) as unknown };
        return [`GET /events/${id}`, () => ({ id, payload })];
      }),
    ),
  };

  it('infers from the last events of an event name and connection.', async () => {
    const argv = ['infer', '--from-events', '2', '--trigger', 'smsSend', '--connection', 'main'];
    const result = await run(argv, { routes, stdinIsTty: true });
    expect(result.code).toBe(0);
    expect(result.calls[0]?.query).toMatchObject({ eventName: 'smsSend', connection: 'main', duplicates: 'false' });
    expect(schemaOf(result)['required']).toEqual(['eventName', 'id']);
    expect(result.stderr).toContain('big-integers');
  });

  it('asks for the events of a journey when the trigger is a number, and says when there are fewer.', async () => {
    const result = await run(['infer', '--from-events', '9', '--trigger', '123'], { routes });
    expect(result.calls[0]?.query).toMatchObject({ workflowId: '123' });
    expect(result.stderr).toContain('Only 3 events were received.');
    expect(schemaOf(result)['required']).toEqual(['eventName']);
  });

  it('answers not found when no event was received.', async () => {
    const none = { 'GET /events': () => ({ items: [], next: null }) };
    expect((await run(['infer', '--from-events', '5', '--trigger', 'smsSend'], { routes: none })).code).toBe(3);
  });

  it('refuses files beside events, and a trigger without events.', async () => {
    expect((await run(['infer', 'a.json', '--from-events', '5'])).code).toBe(2);
    expect((await run(['infer', 'a.json', '--trigger', 'smsSend'])).code).toBe(2);
    expect((await run(['infer', '--from-events', '0'])).code).toBe(2);
  });
});

describe('itc infer diff', () => {
  const oldSamples = '{"gone":1,"kind":1,"maybe":"x","list":[{"a":1}]}';
  const newSamples = '{"kind":"x","maybe":null,"list":[{"a":1,"b":2}]}\n{"kind":"x","maybe":"x","list":[],"new":true}';

  async function withDiff(format: string, work: (cwd: string) => Promise<void>): Promise<void> {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'old.json'), (await infer(oldSamples, '--format', format)).stdout);
      await writeFile(join(cwd, 'new.json'), (await infer(newSamples, '--format', format)).stdout);
      await work(cwd);
    });
  }

  it.each(['shape', 'json-schema'])('lists what was added, removed and changed between two files of %s.', (format) =>
    withDiff(format, async (cwd) => {
      const { code, stdout } = await run(['infer', 'diff', 'old.json', 'new.json'], { cwd });
      expect(code).toBe(7);
      expect(stdout.split('\n')).toEqual([
        '- /gone  integer',
        '+ /list/*/b  integer',
        '+ /new  boolean, optional',
        '~ /kind  integer → string',
        '~ /maybe  not nullable → nullable',
        '',
      ]);
    }),
  );

  it('gives the differences as one document with --json.', () =>
    withDiff('shape', async (cwd) => {
      const { code, stdout } = await run(['infer', 'diff', 'old.json', 'new.json', '--json'], { cwd });
      expect(code).toBe(7);
      expect(JSON.parse(stdout)).toMatchObject({
        same: false,
        added: [
          { path: '/list/*/b', required: true },
          { path: '/new', required: false },
        ],
        removed: [{ path: '/gone', type: 'integer' }],
        changed: [
          { path: '/kind', changes: { type: { old: 'integer', new: 'string' } } },
          { path: '/maybe', changes: { nullable: { old: false, new: true } } },
        ],
      });
    }));

  it('answers 0 and prints nothing when a shape and its schema say the same.', () =>
    inFolder(async (cwd) => {
      await writeFile(join(cwd, 'a.json'), (await infer(newSamples, '--format', 'shape')).stdout);
      await writeFile(join(cwd, 'b.json'), (await infer(newSamples)).stdout);
      expect(await run(['infer', 'diff', 'a.json', 'b.json'], { cwd })).toMatchObject({ code: 0, stdout: '' });
    }));

  it('sees a change of the sample itself, of a format and of presence.', () =>
    inFolderWith(
      {
        'text.json': '{"type":"string","format":"date"}',
        'free.json': '{"type":["string","null"]}',
        'needed.json': '{"type":"object","properties":{"a":{}},"required":["a"]}',
        'optional.json': '{"type":"object","properties":{"a":{}}}',
      },
      async (cwd) => {
        expect((await run(['infer', 'diff', 'text.json', 'free.json'], { cwd })).stdout).toBe(
          '~ (sample)  date → no format; not nullable → nullable\n',
        );
        expect((await run(['infer', 'diff', 'needed.json', 'optional.json'], { cwd })).stdout).toBe(
          '~ /a  required → optional\n',
        );
      },
    ));

  it('refuses a document that is neither a schema nor a shape, and warns of references.', () =>
    inFolderWith({ 'list.json': '[1]', 'ref.json': '{"$ref":"https://example.com/x"}' }, async (cwd) => {
      expect((await run(['infer', 'diff', 'list.json', 'ref.json'], { cwd })).code).toBe(2);
      const { code, stderr } = await run(['infer', 'diff', 'ref.json', 'ref.json'], { cwd });
      expect(code).toBe(0);
      expect(stderr).toContain('references are not followed');
    }));
});

/** Syntax faults of a generated source. */
function syntaxFaults(source: string): string[] {
  const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true });
  return (diagnostics ?? []).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('itc types generate', () => {
  it('prints a zod schema and a type for each chosen event, loose and with the name fixed.', async () => {
    const { code, stdout, calls } = await run(['types', 'generate', '--events', 'smsSend,emailOpen']);
    expect({ code, calls }).toEqual({ code: 0, calls: [] });
    expect(stdout).toContain("eventName: 'smsSend';");
    expect(stdout).toMatch(/export interface SmsSend \{\n {2}email\?: string \| null;/);
    expect(stdout).toContain('export const emailOpenSchema = z.looseObject(');
    expect(stdout).toContain('export type SystemEvent =\n  | SmsSend\n  | EmailOpen;');
    expect(syntaxFaults(stdout)).toEqual([]);
  });

  it('writes both files for all known events and overwrites only what it wrote.', () =>
    inFolder(async (cwd) => {
      const first = await run(['types', 'generate', '--out', 'gen'], { cwd });
      expect(first.code).toBe(0);
      const paths = first.stdout.trim().split('\n');
      expect(paths).toEqual([join(cwd, 'gen/system-events.ts'), join(cwd, 'gen/system-events-zod.ts')]);
      for (const path of paths) expect(syntaxFaults(await readFile(path, 'utf8'))).toEqual([]);
      const types = await readFile(join(cwd, 'gen/system-events.ts'), 'utf8');
      for (const name of eventNames) expect(types).toContain(`eventName: '${name}';`);
      expect((await run(['types', 'generate', '--out', 'gen', '--events', 'smsSend'], { cwd })).code).toBe(0);
      await writeFile(join(cwd, 'gen/system-events.ts'), '// mine\n');
      const refused = await run(['types', 'generate', '--out', 'gen', '--events', 'smsSend'], { cwd });
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('was not generated') });
      expect(await readFile(join(cwd, 'gen/system-events.ts'), 'utf8')).toBe('// mine\n');
    }));

  it('refuses an event name that is not a system event.', async () => {
    const { code, stderr } = await run(['types', 'generate', '--events', 'emailUnsubscribe']);
    expect(code).toBe(2);
    expect(stderr).toContain('Not a system event: emailUnsubscribe');
  });
});
