import { Readable } from 'node:stream';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { bulkUpsertUsers } from '../../actions/users/bulk-upsert-users.ts';
import { ChunkPlanner } from '../../connector/bulk/chunk-planner.ts';
import { readCsv, readCsvHeader } from '../../connector/bulk/read-csv.ts';
import { readJsonArray, readJsonLines } from '../../connector/bulk/read-json-rows.ts';
import { createRowMapper } from '../../connector/bulk/row-mapper.ts';
import { formatRanges, parseRanges } from '../../connector/bulk/row-ranges.ts';
import type { RowStream, SourceRow } from '../../connector/bulk/source-row.ts';
import { readMappings } from '../../connector/cli/bulk-mapping.ts';
import { createPersonGate } from '../../connector/iterable/person-gate.ts';

const start = { row: 0, offset: 0 };
/** a stream in pieces of this many bytes, so that every cut is met */
const pieces = (text: string, size: number, from = 0): AsyncIterable<Buffer> => {
  const bytes = Buffer.from(text).subarray(from);
  const cut: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size));
  return Readable.from(cut);
};
const collect = async (rows: RowStream): Promise<SourceRow[]> => {
  const all: SourceRow[] = [];
  for await (const group of rows) all.push(...group);
  return all;
};
const value = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.oneof(fc.string(), fc.integer(), fc.constant('"[{,}]\n')),
);

describe('Reading the rows of a bulk source', () => {
  test('JSON lines and a JSON array give the same rows in any cut, and reading can go on behind each row.', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (values, size) => {
          const lines = values.map((row) => JSON.stringify(row)).join('\n');
          const array = `\uFEFF ${JSON.stringify(values, null, size % 3)} \n`;
          for (const [read, text] of [
            [readJsonLines, lines],
            [readJsonArray, array],
          ] as const) {
            const rows = await collect(read(pieces(text, size), start));
            expect(rows.map((row) => row.value)).toEqual(JSON.parse(JSON.stringify(values)));
            const at = rows[Math.floor(rows.length / 2)] as SourceRow;
            const rest = await collect(read(pieces(text, size, at.end), { row: at.row, offset: at.end }));
            // whoever goes on behind a row does not know its line
            expect(rest).toEqual(rows.filter(({ row }) => row > at.row).map(({ line: _line, ...row }) => row));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('CSV keeps quoted commas, quotes and line breaks, keeps columns of one name apart, and goes on behind any row.', async () => {
    const text =
      '\uFEFFEmail,plan,plan,note\r\na@x.io,1,2,"a ""b"",\r\nc"\r\n\r\nb@x.io,3,,d"e\r\nshort,1\r\nc@x.io,5,6,end';
    const header = await readCsvHeader(pieces(text, 7), {});
    expect(header).toEqual(['Email', 'plan', 'plan_2', 'note']);
    for (const size of [1, 5, 1000]) {
      const rows = await collect(readCsv(pieces(text, size), start, null));
      expect(rows.map((row) => row.value)).toEqual([
        { Email: 'a@x.io', plan: '1', plan_2: '2', note: 'a "b",\r\nc' },
        { Email: 'b@x.io', plan: '3', note: 'd"e' },
        null,
        { Email: 'c@x.io', plan: '5', plan_2: '6', note: 'end' },
      ]);
      expect(rows[2]?.fault).toMatch(/2 cells.*4/);
      for (const at of rows) {
        const rest = await collect(readCsv(pieces(text, size, at.end), { row: at.row, offset: at.end }, header));
        // whoever goes on behind a row does not know its line
        expect(rest).toEqual(rows.filter(({ row }) => row > at.row).map(({ line: _line, ...row }) => row));
      }
    }
  });

  test('The header of a CSV read alone is the header of its rows, whichever line breaks follow each other.', async () => {
    for (const text of ['\r\na,b\n1,2\r\n3,4', '\na,b\r1,2', 'a,b\r\n\n1,2\r3,4\n']) {
      const header = await readCsvHeader(pieces(text, 3), {});
      expect(header).toEqual(['a', 'b']);
      const rows = await collect(readCsv(pieces(text, 3), start, null));
      const [at] = rows as [SourceRow];
      expect(at.value).toEqual({ a: '1', b: '2' });
      const rest = await collect(readCsv(pieces(text, 3, at.end), { row: at.row, offset: at.end }, header));
      expect(rest.map(({ value }) => value)).toEqual(rows.slice(1).map(({ value }) => value));
    }
  });

  test('A byte order mark within a CSV is part of its cell, also for whoever goes on behind the row before it.', async () => {
    const text = 'a,b\n1,2\n\uFEFFx,3';
    const [at, marked] = (await collect(readCsv(pieces(text, 9), start, null))) as [SourceRow, SourceRow];
    expect(marked.value).toEqual({ a: '\uFEFFx', b: '3' });
    const rest = await collect(readCsv(pieces(text, 9, at.end), { row: at.row, offset: at.end }, ['a', 'b']));
    expect(rest.map(({ value }) => value)).toEqual([marked.value]);
  });

  test('A JSON array that breaks off behind a comma is refused, also for whoever goes on there; a source without a byte has no rows.', async () => {
    const text = '[{"a":1},';
    const on = readJsonArray(pieces(text, 9, text.length), { row: 1, offset: text.length });
    await expect(collect(on)).rejects.toMatchObject({ code: 'ITC_INPUT_INVALID' });
    expect(await collect(readJsonArray(pieces('', 9), start))).toEqual([]);
  });

  test('A row of CSV is named by its last line, whichever breaks the lines and the cells before it have.', async () => {
    for (const end of ['\r\n', '\n', '\r']) {
      for (const within of ['\r\n', '\n', '\r']) {
        const text = [`a,"b${within}c"`, `1,"x${within}y${within}z"`, '', '2', `3,"p${within}q"`, '4'].join(end);
        for (const size of [1, 7, 1000]) {
          const rows = await collect(readCsv(pieces(text, size), start, null));
          const places = rows.map(({ line, fault }) => [line, fault]);
          expect({ end, within, size, places }).toMatchObject({
            places: [
              [5, null],
              [7, 'The row has 1 cell, and the header has 2.'],
              [9, null],
              [10, 'The row has 1 cell, and the header has 2.'],
            ],
          });
        }
      }
    }
  });

  test('A quote that is never closed names the line its row begins in, whichever breaks the lines have; behind some row, the row.', async () => {
    for (const end of ['\r\n', '\n', '\r']) {
      const text = ['a,b', `1,"x${end}y"`, '2,3', `4,"never${end}closed`, '5,6'].join(end);
      for (const size of [1, 1000]) {
        const whole = collect(readCsv(pieces(text, size), start, null));
        await expect(whole).rejects.toMatchObject({ message: expect.stringContaining('from line 5 on: a quote is') });
        const at = { row: 2, offset: Buffer.byteLength(text.slice(0, text.indexOf('4,'))) };
        const rest = collect(readCsv(pieces(text, size, at.offset), at, ['a', 'b']));
        await expect(rest).rejects.toMatchObject({ message: expect.stringContaining('from row 3 on: a quote is') });
      }
    }
    await expect(collect(readCsv(pieces('"a,b', 9), start, null))).rejects.toMatchObject({
      message: expect.stringContaining('from line 1 on'),
    });
  });

  test('A source that cannot be read as a whole is refused with its place, and a bad line alone is not.', async () => {
    const rows = await collect(readJsonLines(pieces('{"a":1}\nnope\n[1]\n\n{"b":2}', 3), start));
    expect(rows.map(({ row, fault }) => [row, fault === null])).toEqual([
      [1, true],
      [2, false],
      [3, false],
      [4, true],
    ]);
    await expect(collect(readJsonArray(pieces('{"a":1}', 9), start))).rejects.toMatchObject({
      code: 'ITC_INPUT_INVALID',
    });
    await expect(collect(readJsonArray(pieces('[{"a":1},', 9), start))).rejects.toMatchObject({
      code: 'ITC_INPUT_INVALID',
    });
    await expect(collect(readCsv(pieces('a,b\n1,"2\n3,4\n', 9), start, null))).rejects.toMatchObject({
      code: 'ITC_INPUT_INVALID',
    });
  });
});

describe('Mapping rows to items', () => {
  const schema = {
    properties: {
      users: {
        type: 'array',
        items: {
          type: 'object',
          properties: { email: { type: 'string' }, userId: { type: 'string' }, dataFields: { type: 'object' } },
        },
      },
    },
  };

  test('Auto puts columns of the same name into their fields and the others into data fields, but not those that a mapping uses.', () => {
    const { mapping, auto } = readMappings(
      ['auto', 'email=row.E-Mail Address', 'dataFields.plan={{ row.Plan | lower }}', 'dataFields.source=import'],
      true,
    );
    const map = createRowMapper(bulkUpsertUsers, schema, { mapping: mapping ?? null, isAuto: auto === true });
    expect(map({ 'E-Mail Address': 'a@x.io', Plan: 'PRO', 'User ID': '7', City: 'Lisbon' })).toEqual({
      email: 'a@x.io',
      userId: '7',
      dataFields: { City: 'Lisbon', plan: 'pro', source: 'import' },
    });
    expect(map({ 'User ID': '8' })).toEqual({ userId: '8', dataFields: { source: 'import' } });
  });

  test('A mapping option that says nothing clear is refused with what to write.', () => {
    for (const option of ['email', '=x', 'a b=row.x', '__proto__.x=1']) {
      expect(() => readMappings([option], true)).toThrow(/--map/);
    }
    expect(() => readMappings(['dataFields=row.x', 'dataFields.y=1'], true)).toThrow(/as a whole/);
  });
});

describe('Planning chunks and keeping places', () => {
  test('Chunks keep count, bytes and the order of each person, hold a person once, and lose no row.', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(30)), { maxLength: 200 }), (rows) => {
        const planner = new ChunkPlanner({ items: 'users', maxItems: 5, maxBytes: 200 }, 12);
        const chunks = rows.flatMap(([person, length], n) => {
          const body = { email: `P${String(person)}@x.io`, dataFields: { note: 'x'.repeat(length) } };
          return planner.add({ source: { row: n, value: null, fault: null, end: 0 }, item: { index: n, body } }) ?? [];
        });
        chunks.push(...planner.finish());
        const sent = chunks.flatMap((chunk) => chunk.rows.map(({ item }) => item));
        expect(sent.map(({ index }) => index).sort((a, b) => a - b)).toEqual(rows.map((_, n) => n));
        for (let person = 0; person < 7; person++) {
          const own = sent.filter(({ body }) => body.email === `P${String(person)}@x.io`).map(({ index }) => index);
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
        for (const { rows: planned } of chunks) {
          expect(planned.length).toBeLessThanOrEqual(5);
          expect(JSON.stringify({ users: planned.map(({ item }) => item.body) }).length).toBeLessThanOrEqual(200);
          expect(new Set(planned.map(({ item }) => item.body.email)).size).toBe(planned.length);
        }
      }),
    );
  });

  test('Ranges of rows come back as they were.', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (numbers) => {
        const sorted = numbers.toSorted((a, b) => a - b);
        expect([...parseRanges(formatRanges(sorted))]).toEqual(sorted);
      }),
    );
    expect(formatRanges([1, 2, 3, 7])).toBe('1-3,7');
  });

  test('The gate lets calls for one person through in the order of asking, and calls for others at once.', async () => {
    const gate = createPersonGate();
    const order: string[] = [];
    const first = await gate.enter('c', ['email a', 'email b']);
    const second = gate.enter('c', ['email b', 'email c']).then((leave) => (order.push('second'), leave()));
    const third = gate.enter('c', ['email c', 'email a']).then((leave) => (order.push('third'), leave()));
    (await gate.enter('c', ['email d']))();
    (await gate.enter('other', ['email a']))();
    order.push('others');
    first();
    await Promise.all([second, third]);
    expect(order).toEqual(['others', 'second', 'third']);
  });
});
