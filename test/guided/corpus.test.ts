import { existsSync, readdirSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { prototypes } from '../trust/prototype-doors.ts';
import { areas } from './areas.ts';
import { keptInputs } from './corpus.ts';
import { seeds } from './seeds.ts';

const folder = new URL('.', import.meta.url);
const names = Object.keys(areas);

describe('the inputs of coverage-guided search', () => {
  test.each(names)(
    'no input that is kept for %s, and none that its search begins with, breaks a rule.',
    async (name) => {
      const { fuzz } = (await import(`./targets/${name}.ts`)) as { fuzz: (data: Buffer) => void | Promise<void> };
      const inputs = [...keptInputs(name), ...(seeds[name]?.() ?? []).map((text) => Buffer.from(text))];
      expect(inputs.length).toBeGreaterThan(10);
      const before = prototypes();
      for (const input of inputs) await fuzz(input);
      expect(prototypes()).toBe(before);
    },
  );

  test('every target is an area with seeds and kept inputs, and the code that guides it is there.', () => {
    expect(readdirSync(new URL('targets', folder)).sort()).toEqual(names.map((name) => `${name}.ts`).sort());
    expect(readdirSync(new URL('corpus', folder)).sort()).toEqual(names.map((name) => `${name}.txt`).sort());
    expect(Object.keys(seeds).sort()).toEqual([...names].sort());
    const paths = Object.values(areas).flatMap(({ guidedBy }) => guidedBy);
    expect(paths.filter((path) => !existsSync(new URL(`../..${path}`, folder)))).toEqual([]);
  });
});
