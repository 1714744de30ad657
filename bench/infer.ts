import { performance } from 'node:perf_hooks';
import { emptyShape, observe, scanSamples, type Shape } from '../schemas/infer/index.ts';

/** Small seeded generator, so that every run and every tool sees the same payloads. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

const events = ['emailSend', 'emailOpen', 'emailClick', 'emailBounce', 'pushSend', 'inAppOpen', 'smsReceived'];
const cities = ['Berlin', 'Zürich', 'San Francisco', 'Lagos', 'São Paulo', 'Tokyo'];

/** Varied webhook bodies of about 0.8 KB: optional fields, nulls, mixed types, arrays of objects. */
export function payloads(count: number): unknown[] {
  const r = random(7);
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = (): string =>
    `2024-${two(1 + r(12))}-${two(1 + r(28))} ${two(r(24))}:${two(r(60))}:${two(r(60))} +00:00`;
  const hex = (n: number): string => Array.from({ length: n }, () => r(16).toString(16)).join('');
  return Array.from({ length: count }, (_, i) => {
    const fields: Record<string, unknown> = {
      campaignId: 100000 + r(5000),
      campaignName: `Campaign ${String(r(400))}`,
      templateId: 200000 + r(900),
      templateName: `Template ${String(r(90))}`,
      channelId: r(50),
      messageTypeId: r(20),
      messageId: hex(32),
      createdAt: date(),
      emailSubject: `Hello ${String(r(1000))}, your order is on its way`,
      workflowId: r(3) === 0 ? null : r(4000),
      workflowName: r(3) === 0 ? null : `Journey ${String(r(30))}`,
      labels: Array.from({ length: r(4) }, () => `label-${String(r(30))}`),
      total: r(5) === 0 ? `${String(r(100))}.50` : r(10000) / 100,
      url: `https://links.example.com/u/click?id=${hex(12)}&c=${String(r(9999))}`,
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15',
      ip: `203.0.${String(r(255))}.${String(r(255))}`,
    };
    if (r(2) === 0) fields['experimentId'] = r(2) === 0 ? null : r(100);
    if (r(3) === 0) fields['city'] = cities[r(cities.length)];
    if (r(4) === 0) fields['locale'] = ['en-US', 'de-DE', 'fr-FR'][r(3)];
    if (r(10) === 0) fields['proxySource'] = 'Gmail';
    if (r(2) === 0)
      fields['items'] = Array.from({ length: 1 + r(3) }, () => ({
        sku: `SKU-${String(r(9999))}`,
        quantity: 1 + r(5),
        price: r(10000) / 100,
        ...(r(3) === 0 ? { categories: ['a', 'b'] } : {}),
      }));
    return {
      email: `user${String(i)}@example.com`,
      ...(r(3) === 0 ? { userId: `u-${String(r(100000))}` } : {}),
      eventName: events[r(events.length)],
      dataFields: fields,
    };
  });
}

interface Tool {
  name: string;
  run: (text: string, bytes: Uint8Array, samples: number) => unknown;
}

async function optional(name: string): Promise<Record<string, unknown> | undefined> {
  try {
    return (await import(name)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

type Call = (...values: unknown[]) => unknown;

function pick(module: Record<string, unknown>, ...names: string[]): Call | undefined {
  const inner = module['default'] as Record<string, unknown> | Call | undefined;
  for (const name of names) {
    if (name === 'default' && typeof inner === 'function') return inner;
    const found = module[name] ?? (typeof inner === 'object' ? inner[name] : undefined);
    if (typeof found === 'function') return found as Call;
  }
  return undefined;
}

async function competitors(): Promise<Tool[]> {
  const tools: Tool[] = [];
  const parse = (text: string): unknown[] => text.split('\n').map((line) => JSON.parse(line) as unknown);
  const add = async (name: string, ...names: string[]): Promise<void> => {
    const module = await optional(name);
    const call = module === undefined ? undefined : pick(module, ...names);
    if (call === undefined) console.log(`${name.padEnd(24)} not installed`);
    else
      tools.push({
        name,
        run: (text) => (name === 'generate-schema' ? call('Samples', parse(text)) : call(parse(text))),
      });
  };
  await add('genson-js', 'createSchema');
  await add('to-json-schema', 'default');
  await add('generate-schema', 'json');
  const quicktype = await optional('quicktype-core');
  if (quicktype === undefined) console.log(`${'quicktype-core'.padEnd(24)} not installed`);
  else
    tools.push({
      name: 'quicktype-core',
      run: async (text) => {
        const { InputData, jsonInputForTargetLanguage, quicktype: generate } = quicktype;
        const input = (jsonInputForTargetLanguage as Call)('schema') as {
          addSource: (source: unknown) => Promise<void>;
        };
        await input.addSource({ name: 'Samples', samples: text.split('\n') });
        const data = new (InputData as new () => { addInput: (input: unknown) => void })();
        data.addInput(input);
        return (generate as Call)({ inputData: data, lang: 'schema' });
      },
    });
  return tools;
}

/** Parses and drops, as a reader of a stream would: holding all values would make the baseline look slow. */
function parseAll(text: string): number {
  let kept = 0;
  for (const line of text.split('\n')) if (JSON.parse(line) !== null) kept++;
  return kept;
}

function observeAll(text: string): Shape {
  const shape = emptyShape();
  for (const line of text.split('\n')) observe(shape, JSON.parse(line));
  return shape;
}

/** Median time of repeated runs in ms; stops after `budget` ms. */
async function median(run: () => unknown, budget: number): Promise<number> {
  const times: number[] = [];
  const start = performance.now();
  do {
    const from = performance.now();
    await run();
    times.push(performance.now() - from);
  } while (times.length < 5 || (times.length < 2000 && performance.now() - start < budget));
  times.sort((a, b) => a - b);
  return times[times.length >> 1]!;
}

/** Prints text-to-shape speed against JSON.parse of the same text and against other tools, and the memory at the end. */
export default async function run(): Promise<void> {
  const all = payloads(100_000).map((payload) => JSON.stringify(payload));
  const inputs: [string, string][] = [
    ['1 payload', all[0]!],
    ['1,000 payloads', all.slice(0, 1000).join('\n')],
    ['100,000 payloads', all.join('\n')],
    ['one 10 MB document', `[${all.slice(0, 14_500).join(',')}]`],
  ];
  const tools: Tool[] = [
    { name: 'JSON.parse', run: (text) => parseAll(text) },
    { name: 'scanSamples', run: (_text, bytes) => scanSamples(bytes) },
    { name: 'scanSamples (encode too)', run: (text) => scanSamples(new TextEncoder().encode(text)) },
    { name: 'JSON.parse + observe', run: (text) => observeAll(text) },
    ...(await competitors()),
  ];
  for (const [title, text] of inputs) {
    const bytes = new TextEncoder().encode(text);
    const samples = text.split('\n').length;
    console.log(`\n${title}: ${(bytes.length / 1e6).toFixed(3)} MB`);
    let base = 0;
    for (const tool of tools) {
      if (samples > 1000 && tool.name === 'quicktype-core') continue;
      const budget = samples === 1 && bytes.length < 1e6 ? 400 : 1500;
      const ms = await median(() => tool.run(text, bytes, samples), budget);
      if (tool.name === 'JSON.parse') base = ms;
      const speed = (bytes.length / 1e3 / ms).toFixed(0).padStart(6);
      const rate = ((samples / ms) * 1000).toFixed(0).padStart(10);
      console.log(`  ${tool.name.padEnd(26)}${speed} MB/s ${rate} samples/s   ratio ${(base / ms).toFixed(2)}`);
    }
  }
  console.log(`\npeak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}
