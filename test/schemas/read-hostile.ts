// the child process of hostile-samples.test.ts: reads every hostile text in the way that its argument names
import { ConnectorError } from '../../errors/connector-error.ts';
import { emptyShape, observe, parseSamples, SampleStream, scanSamples, toJsonSchema } from '../../schemas/index.ts';
import { hostileTexts } from '../../bench/infer/hostile-texts.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const readers = {
  scanSamples: (text: string) => scanSamples(bytes(text)),
  SampleStream: (text: string) => {
    const stream = new SampleStream();
    stream.push(bytes(text));
    return stream.finish();
  },
  parseSamples: (text: string) => {
    const shape = emptyShape();
    for (const sample of parseSamples(text)) observe(shape, sample);
    return shape;
  },
  observe: (text: string) => observe(emptyShape(), JSON.parse(text)),
};

/** The code of the error, or how the schema of the text begins. */
function outcome(read: (text: string) => Parameters<typeof toJsonSchema>[0], text: string): string {
  try {
    const { $schema: _dialect, ...schema } = toJsonSchema(read(text));
    return JSON.stringify(schema).slice(0, 160);
  } catch (error) {
    if (error instanceof ConnectorError) return error.code;
    return error instanceof SyntaxError ? 'SyntaxError' : `crash: ${String(error)}`;
  }
}

const read = readers[process.argv[2] as keyof typeof readers];
const found = hostileTexts.map(({ name, text }) => {
  const source = text();
  const start = process.cpuUsage();
  const seen = outcome(read, source);
  const { user, system } = process.cpuUsage(start);
  return { name, outcome: seen, ms: (user + system) / 1000 };
});
process.stdout.write(JSON.stringify(found));
