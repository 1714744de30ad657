import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { judge, type Score } from '../../bench/infer/correctness.ts';
import { correctnessTable, type Correctness } from '../../bench/infer/correctness-table.ts';
import { layOut, readPart } from '../../bench/infer/document.ts';
import { figuresTable, type Figures } from '../../bench/infer/figures-table.ts';
import { infererRows, ours } from '../../bench/infer/tools.ts';
import { patience } from './arbitrary-json.ts';

function result(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../bench/results/${name}.json`, import.meta.url), 'utf8'));
}

describe('the correctness table', () => {
  test(
    'our own column has every assertion right, and leaves none out.',
    async () => {
      const tool = await infererRows('')
        .find(({ name }) => name === ours)!
        .open();
      const scores = await judge(tool.schema!);
      const wrong = Object.values(scores).flatMap((score) => score.wrong);
      expect(wrong).toEqual([]);
      const counts = (all: Record<string, Score>): [string, number][] =>
        Object.entries(all).map(([group, { right }]) => [group, right]);
      const published = (result('infer-correctness') as Correctness).tools.find(({ name }) => name === ours)!;
      expect(counts(published.scores!)).toEqual([...counts(scores), ['hostile input', expect.any(Number)]]);
      for (const { right, asked } of Object.values(published.scores!)) expect(right).toBe(asked);
    },
    patience,
  );

  test('docs/inference.md shows what the last runs of the commands found.', async () => {
    expect(readPart('correctness')).toBe(await layOut(correctnessTable(result('infer-correctness') as Correctness)));
    expect(readPart('figures')).toBe(await layOut(figuresTable(result('infer') as Figures)));
  });
});
