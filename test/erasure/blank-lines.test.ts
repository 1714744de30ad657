import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { blankCells, blankLines, blankObject, blankResult } from '../../connector/erasure/blank-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'itc-blank-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'rows');

test('every line keeps its place and length, and only those that are meant change', async () => {
  const line = fc.record({
    row: fc.nat(),
    key: fc.constantFrom('ada', 'böb', 'eve'),
    outcome: fc.constant('accepted'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.boolean(), async (lines, endsWithBreak) => {
      const text = lines.map((one) => JSON.stringify(one)).join('\n') + (endsWithBreak && lines.length > 0 ? '\n' : '');
      writeFileSync(file, text);
      const count = await blankLines(file, (one) => one.includes('böb'), blankResult);
      const after = readFileSync(file);
      expect(after.length).toBe(Buffer.byteLength(text));
      expect(count).toBe(lines.filter(({ key }) => key === 'böb').length);
      const read = after
        .toString('utf8')
        .split('\n')
        .filter(Boolean)
        .map((one) => JSON.parse(one) as { key: string });
      expect(read).toEqual(lines.map((one) => (one.key === 'böb' ? { ...one, key: '' } : one)));
    }),
    { numRuns: 50 },
  );
});

test('lines that are longer than one read are found whole', async () => {
  const long = 'x'.repeat(3_000_000);
  writeFileSync(file, `{"a":"${long}"}\n{"b":"ada ${long}"}\n{"c":1}\n`);
  expect(await blankLines(file, (one) => one.includes('ada'), blankObject)).toBe(1);
  const [first, second, third] = readFileSync(file, 'utf8').split('\n');
  expect([first!.length, second!.trim(), third]).toEqual([long.length + 8, '{}', '{"c":1}']);
});

test('a CSV line keeps its cells, empty, and a file that is not there is no fault', async () => {
  writeFileSync(file, 'email;name\r\n"ada@example.com";"A; B"\r\nbob@example.com;Bob\r\n');
  expect(await blankLines(file, (one) => one.includes('ada@'), blankCells(';'))).toBe(1);
  const [head, blanked, bob] = readFileSync(file, 'utf8').split('\r\n');
  expect([head, bob]).toEqual(['email;name', 'bob@example.com;Bob']);
  expect(blanked!.replaceAll(' ', '')).toBe('"";";"');
  expect(await blankLines(join(folder, 'none'), () => true, blankObject)).toBe(0);
});
