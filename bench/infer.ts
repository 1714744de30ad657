import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installCompetitors } from './infer/competitors.ts';
import { machine, versions, writePart } from './infer/document.ts';
import { figuresTable, type Figure, type Figures } from './infer/figures-table.ts';
import type { Answer, Question } from './infer/measure.ts';
import { payloads, twoKilobytePayload } from './infer/payloads.ts';
import { runChild } from './infer/run-child.ts';
import { infererRows } from './infer/tools.ts';

/** longest that one tool may take for one input, in ms by the clock */
const patience = 600_000;
/** how long a tool is measured on one input, in ms of processor time */
const budget = 600;

function writeInputs(folder: string): { title: string; path: string; one: boolean; samples: number; bytes: number }[] {
  const all = payloads(100_000).map((payload) => JSON.stringify(payload));
  const texts = [
    { title: '1 payload of 2 KB', text: JSON.stringify(twoKilobytePayload()), one: true, samples: 1 },
    { title: '1,000 payloads', text: all.slice(0, 1000).join('\n'), one: false, samples: 1000 },
    { title: '100,000 payloads', text: all.join('\n'), one: false, samples: 100_000 },
    { title: 'one 10 MB document', text: `[${all.slice(0, 14_500).join(',')}]`, one: true, samples: 1 },
  ];
  return texts.map(({ text, ...input }, i) => {
    const path = join(folder, `${String(i)}.json`);
    writeFileSync(path, text);
    return { ...input, path, bytes: Buffer.byteLength(text) };
  });
}

/** Measures every tool on every input, each in processes of its own; writes bench/results/infer.json and the table of docs/inference.md. */
export default async function run(): Promise<void> {
  installCompetitors();
  const folder = mkdtempSync(join(tmpdir(), 'infer-'));
  const scratch = join(folder, 'scratch.json');
  const rows = infererRows(scratch);
  const figures: Figure[] = [];
  try {
    const inputs = writeInputs(folder);
    for (const { title, path, one, samples, bytes } of inputs) {
      console.log(`\n${title}: ${(bytes / 1e6).toFixed(3)} MB`);
      for (const { name } of rows) {
        const question: Question = { tool: name, path, one, scratch, budget };
        try {
          const script = new URL('infer/measure.ts', import.meta.url);
          const { ms, barMs, peak } = (await runChild(script, JSON.stringify(question), patience)) as Answer;
          const speed = { mbPerSecond: bytes / 1e3 / ms, samplesPerSecond: (samples / ms) * 1000, ratio: barMs / ms };
          const figure = { input: title, tool: name, ...speed, peakMb: peak / 1e6 };
          figures.push(figure);
          console.log(
            `  ${name.padEnd(26)}${figure.mbPerSecond.toFixed(1).padStart(7)} MB/s` +
              `${figure.samplesPerSecond.toFixed(0).padStart(10)} samples/s` +
              `   ratio ${figure.ratio.toFixed(3)}   peak ${figure.peakMb.toFixed(0)} MB`,
          );
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          figures.push({ input: title, tool: name, reason });
          console.log(`  ${name.padEnd(26)} ${reason}`);
        }
      }
    }
    const result: Figures = {
      machine: machine(),
      versions: versions(rows),
      inputs: inputs.map(({ title, samples, bytes }) => ({ title, samples, bytes })),
      figures,
    };
    mkdirSync(new URL('results/', import.meta.url), { recursive: true });
    writeFileSync(new URL('results/infer.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
    await writePart('figures', figuresTable(result));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
