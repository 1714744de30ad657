import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';

import {
  emptyShape,
  observe,
  parseSamples,
  SampleStream,
  scanSamples,
  toJsonSchema,
  type JsonSchema,
  type Shape,
} from '../../schemas/index.ts';
import { load, loadModule } from './competitors.ts';
import { openStructure, structureSchema } from './duckdb.ts';

/** The text of a benchmark in the forms that tools take it. What a tool does not ask for is not read. */
export interface Input {
  path: string;
  /** one document instead of one per line */
  one: boolean;
  readonly text: string;
  /** the samples, cut before the clock starts */
  readonly lines: string[];
  readonly bytes: Uint8Array;
}

export function fileInput(path: string, one: boolean): Input {
  let text: string | undefined;
  let lines: string[] | undefined;
  let bytes: Uint8Array | undefined;
  return {
    path,
    one,
    get text() {
      return (text ??= readFileSync(path, 'utf8'));
    },
    get lines() {
      return (lines ??= one ? [this.text] : this.text.split('\n'));
    },
    get bytes() {
      return (bytes ??= readFileSync(path));
    },
  };
}

/** A tool once it is loaded. */
export interface OpenTool {
  /** the timed work: from text to what the tool knows of it */
  run(input: Input): unknown;
  /** the JSON Schema of samples; absent where a row only measures speed */
  schema?(samples: string[]): JsonSchema | Promise<JsonSchema>;
}

export interface Tool {
  name: string;
  /** npm package; absent for our own rows and for the bar */
  package?: string;
  /** what it does, where that is not from text to JSON Schema */
  note?: string;
  open(): OpenTool | Promise<OpenTool>;
}

type Call = (...values: unknown[]) => unknown;

const parse = (text: string): unknown => JSON.parse(text) as unknown;

/** Tools that take one value: many samples go in as one array, and the schema of its items is the answer. */
function byArray(infer: (value: unknown) => unknown): OpenTool {
  return {
    run: (input) => {
      const values = input.lines.map(parse);
      return infer(values.length === 1 ? values[0] : values);
    },
    schema: (samples) => ((infer(samples.map(parse)) as JsonSchema)['items'] ?? {}) as JsonSchema,
  };
}

/** Parses and drops, as a reader of a stream would: holding all values would make the bar look slow. */
function parseAll(input: Input): number {
  let kept = 0;
  for (const line of input.lines) if (parse(line) !== null) kept++;
  return kept;
}

function observeAll(input: Input): Shape {
  const shape = emptyShape();
  for (const line of input.lines) observe(shape, parse(line));
  return shape;
}

function streamed({ path }: Input): Shape {
  const stream = new SampleStream();
  const chunk = Buffer.alloc(65_536);
  const file = openSync(path, 'r');
  try {
    for (let n = readSync(file, chunk); n > 0; n = readSync(file, chunk)) stream.push(chunk.subarray(0, n));
    return stream.finish();
  } finally {
    closeSync(file);
  }
}

async function openQuicktype(): Promise<OpenTool> {
  const { InputData, jsonInputForTargetLanguage, quicktype } = load('quicktype-core') as {
    InputData: new () => { addInput(input: unknown): void };
    jsonInputForTargetLanguage(language: string): { addSource(source: unknown): Promise<void> };
    quicktype(options: unknown): Promise<{ lines: string[] }>;
  };
  const infer = async (samples: string[]): Promise<string[]> => {
    const input = jsonInputForTargetLanguage('schema');
    await input.addSource({ name: 'Samples', samples });
    const inputData = new InputData();
    inputData.addInput(input);
    return (await quicktype({ inputData, lang: 'schema' })).lines;
  };
  return {
    run: (input) => infer(input.lines),
    schema: async (samples) => JSON.parse((await infer(samples)).join('\n')) as JsonSchema,
  };
}

async function openTypegen(): Promise<OpenTool> {
  const module = await loadModule('json_typegen_wasm/json_typegen_wasm.js');
  const { run } = module as { run(name: string, input: string, options: string): string };
  const infer = (text: string): string => run('Samples', text, '{"output_mode":"json_schema"}');
  return {
    run: (input) => infer(input.one ? input.text : `[${input.lines.join(',')}]`),
    schema: (samples) => {
      const schema = JSON.parse(infer(`[${samples.join(',')}]`)) as JsonSchema;
      return (schema['items'] ?? {}) as JsonSchema;
    },
  };
}

async function openDuckdb(scratch: string): Promise<OpenTool> {
  const structure = await openStructure();
  return {
    run: ({ path, one }) => structure(path, one),
    schema: async (samples) => {
      writeFileSync(scratch, samples.join('\n'));
      return structureSchema(JSON.parse(await structure(scratch, false)));
    },
  };
}

/** the bar that our speed is held against */
export const bar = 'JSON.parse';
export const ours = 'scanSamples';

/**
 * All rows of the tables, as data. `scratch` is a file that a tool may write.
 * Competitors run with their defaults, given the text the way that suits them best.
 */
export function infererRows(scratch: string): Tool[] {
  return [
    { name: bar, note: 'parses and drops', open: () => ({ run: parseAll }) },
    {
      name: ours,
      note: 'bytes to shape',
      open: () => ({
        run: ({ bytes }) => scanSamples(bytes),
        schema: (samples) => toJsonSchema(scanSamples(new TextEncoder().encode(samples.join('\n')))),
      }),
    },
    {
      name: 'scanSamples of a string',
      note: 'encoding it too',
      open: () => ({ run: ({ text }) => scanSamples(new TextEncoder().encode(text)) }),
    },
    {
      name: 'scanSamples + toJsonSchema',
      note: 'bytes to schema',
      open: () => ({ run: ({ bytes }) => toJsonSchema(scanSamples(bytes)) }),
    },
    { name: 'SampleStream', note: 'file to shape, in chunks of 64 KiB', open: () => ({ run: streamed }) },
    { name: 'JSON.parse + observe', note: 'string to shape', open: () => ({ run: observeAll }) },
    {
      name: 'parseSamples + observe',
      note: 'string to shape, with repairs offered',
      open: () => ({
        run: ({ text }) => {
          const shape = emptyShape();
          for (const sample of parseSamples(text, { maxKeys: Infinity, maxLength: Infinity })) observe(shape, sample);
          return shape;
        },
      }),
    },
    { name: 'quicktype-core', package: 'quicktype-core', open: openQuicktype },
    {
      name: 'genson-js',
      package: 'genson-js',
      open: () => {
        const genson = load('genson-js') as { createSchema: Call; createCompoundSchema: Call };
        return {
          run: (input) =>
            input.one ? genson.createSchema(parse(input.text)) : genson.createCompoundSchema(input.lines.map(parse)),
          schema: (samples) => genson.createCompoundSchema(samples.map(parse)) as JsonSchema,
        };
      },
    },
    {
      name: 'to-json-schema',
      package: 'to-json-schema',
      open: () => byArray(load('to-json-schema') as (value: unknown) => unknown),
    },
    {
      name: 'generate-schema',
      package: 'generate-schema',
      open: () => {
        const { json } = load('generate-schema') as { json: Call };
        return byArray((value) => json('Samples', value));
      },
    },
    { name: 'json_typegen', package: 'json_typegen_wasm', open: openTypegen },
    {
      name: 'DuckDB',
      package: '@duckdb/node-api',
      note: 'file to column types, on all cores',
      open: () => openDuckdb(scratch),
    },
  ];
}
