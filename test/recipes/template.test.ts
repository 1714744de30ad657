import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { ConnectorError } from '../../errors/connector-error.ts';
import { formatPath, readPath } from '../../recipes/mapping/parse-path.ts';
import { escapeTemplate, parseTemplate } from '../../recipes/mapping/parse-template.ts';
import { TemplateCursor } from '../../recipes/mapping/template-cursor.ts';

function pathOf(text: string): (string | number)[] {
  const [part] = parseTemplate(`{{ ${text} }}`).parts;
  if (part?.kind !== 'pill' || part.head.kind !== 'path') throw new Error('no path');
  return [part.head.root, ...part.head.keys];
}

describe('parseTemplate', () => {
  test.each([
    ['trigger.dataFields.campaignId', ['trigger', 'dataFields', 'campaignId']],
    ['steps.profile.user.dataFields["first name"]', ['steps', 'profile', 'user', 'dataFields', 'first name']],
    ["trigger['a.b'][0].c", ['trigger', 'a.b', 0, 'c']],
    ['trigger["say \\"hi\\""]', ['trigger', 'say "hi"']],
    ['trigger.größe.first-name', ['trigger', 'größe', 'first-name']],
    ['clear_all', ['clear_all']],
    ['nullable.x', ['nullable', 'x']],
  ])('A pill may hold the path %s.', (text, keys) => {
    expect(pathOf(text)).toEqual(keys);
  });

  test('Functions take literals and paths as arguments, and a text argument may hold braces and bars.', () => {
    const { parts } = parseTemplate('{{ a | default: "}} | {{", b.c, -1.5, null | upper }}');
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({
      calls: [
        {
          name: 'default',
          args: [
            { value: '}} | {{' },
            { kind: 'path', root: 'b', keys: ['c'] },
            { value: -1.5 },
            { kind: 'literal', value: null },
          ],
        },
        { name: 'upper', args: [] },
      ],
    });
  });

  test.each([
    ['{{', 'The pill'],
    ['{{ }}', 'empty'],
    ['{{ a', 'not closed'],
    ['{{ a | }}', 'name of a function'],
    ['{{ a | upper: }}', 'A path'],
    ['{{ a b }}', 'not closed'],
    ['{{ a[ }}', 'Brackets'],
    ['{{ a["x }}', 'no end'],
    ['{{ a. }}', 'key is expected'],
    ['{{ 1 + 1 }}', 'not closed'],
    ['{{ a() }}', 'not closed'],
    ['x {{ clear }}', 'must stand alone'],
    ['{{ clear | upper }}', 'takes no function'],
  ])('The text %s is refused with the place of the fault.', (text, message) => {
    const parse = () => parseTemplate(text, 'steps[0].with.email');
    expect(parse).toThrow(ConnectorError);
    if (text !== '{{') expect(parse).toThrow(message);
    try {
      parse();
    } catch (error) {
      expect((error as ConnectorError).code).toBe('ITC_PILL_SYNTAX');
      expect((error as ConnectorError).details).toMatchObject({ path: 'steps[0].with.email' });
    }
  });

  test('A backslash before braces makes them literal, and two backslashes stand for one.', () => {
    expect(parseTemplate('\\{{ firstName }}').parts).toEqual([{ kind: 'text', text: '{{ firstName }}' }]);
    expect(parseTemplate('a\\\\{{ b }}').parts).toMatchObject([{ text: 'a\\' }, { kind: 'pill' }]);
    expect(parseTemplate('C:\\dir').parts).toEqual([{ kind: 'text', text: 'C:\\dir' }]);
  });

  test('Every text can be written so that it is taken literally.', () => {
    const piece = fc.constantFrom('{{', '}}', '\\', '{', 'a', ' ', '|');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const { parts } = parseTemplate(escapeTemplate(text));
        expect(parts.map((part) => (part.kind === 'text' ? part.text : '?')).join('')).toBe(text);
        expect(parts.every((part) => part.kind === 'text')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('Every key can be addressed, and a path that is written and read again stays the same.', () => {
    const key = fc.oneof(fc.string({ unit: 'binary' }), fc.nat(999_999_999));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 8 }), (keys) => {
        const text = formatPath({ root: 'trigger', keys });
        const cursor = new TemplateCursor(text);
        const { keys: read } = readPath(cursor);
        expect(cursor.at).toBe(text.length);
        expect(read).toEqual(keys);
      }),
      { numRuns: 2000 },
    );
  });

  test('A hostile text is read or refused within bounds and never throws anything but a coded error.', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '|',
      ':',
      ',',
      '"',
      "'",
      '[',
      ']',
      '.',
      '\\',
      ' ',
      '1',
      'a',
      'null',
      'clear',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          parseTemplate(pieces.join(''));
        } catch (error) {
          expect((error as ConnectorError).code).toBe('ITC_PILL_SYNTAX');
        }
      }),
      { numRuns: 3000 },
    );
    expect(() => parseTemplate('x'.repeat(100_001))).toThrow('too long');
    expect(() => parseTemplate('{{ a }}'.repeat(201))).toThrow('too many pills');
    expect(() => parseTemplate(`{{ a${'.b'.repeat(41)} }}`)).toThrow('too many keys');
  });
});

const faultOf = (text: string, path?: string): ConnectorError => {
  try {
    parseTemplate(text, path);
  } catch (error) {
    return error as ConnectorError;
  }
  throw new Error(`${text} was taken`);
};
const pillOf = (text: string) => {
  const [part] = parseTemplate(text).parts;
  if (part?.kind !== 'pill') throw new Error('no pill');
  return part;
};
const literalOf = (text: string): unknown => {
  const { head } = pillOf(`{{ ${text} }}`);
  return head.kind === 'literal' ? head.value : head;
};

describe('The syntax of pills', () => {
  test.each<[string, number, string]>([
    ['{{', 3, 'A path such as trigger.email is expected'],
    ['{{ }}', 4, 'The pill is empty'],
    ['{{}}', 3, 'The pill is empty'],
    ['{{ 1 + 1 }}', 6, 'The pill is not closed with }}, or something unexpected stands there'],
    ['ab {{ x y }}', 9, 'The pill is not closed with }}, or something unexpected stands there'],
    ['{{ a | }}', 8, 'The name of a function is expected after |'],
    ['{{ a | Upper }}', 8, 'The name of a function is expected after |'],
    ['{{ a | f: }}', 11, 'A path such as trigger.email is expected'],
    ['{{ a | f: 1, }}', 14, 'A path such as trigger.email is expected'],
    ['{{ a[ }}', 7, 'Brackets need a position such as [0] or a key in quotes'],
    ['{{ a[0 }}', 8, 'A bracket is not closed with ]'],
    ['{{ a["x }}', 11, 'A text that begins with " has no end'],
    ["{{ 'x }}", 9, "A text that begins with ' has no end"],
    ['{{ a. }}', 6, 'A key is expected after the dot; use ["…"] for odd keys'],
    ['{{ clear | upper }}', 11, '{{ clear }} takes no function'],
    ['x {{ clear }}', 14, '{{ clear }} must stand alone: it empties the whole field'],
    ['{{ a }}{{ clear }}', 19, '{{ clear }} must stand alone: it empties the whole field'],
  ])('The fault of %j is told at character %d.', (text, character, what) => {
    const { code, message, details } = faultOf(text);
    expect(code).toBe('ITC_PILL_SYNTAX');
    expect(message).toBe(`${what} at character ${String(character)} of the text.`);
    expect(details).toEqual({ character });
    expect(faultOf(text, 'steps[0]').details).toEqual({ path: 'steps[0]', character });
  });

  test.each<[string, unknown]>([
    ['5', 5],
    ['-1.25', -1.25],
    ['2e3', 2000],
    ['2E-1', 0.2],
    ['1.5e+2', 150],
    ['null', null],
    ['true', true],
    ['false', false],
    ['"a"', 'a'],
    ["'a\"b'", 'a"b'],
    ['"\\u00e9\\n\\t\\r\\b\\f\\q\\""', 'é\n\t\r\b\fq"'],
    ['"\\u00g9"', 'u00g9'],
    ['""', ''],
  ])('The literal %s is read as %j.', (text, value) => {
    expect(literalOf(text)).toEqual(value);
  });

  test.each(['nullx', 'true_1', 'false0', 'trueA', 'null.x', 'true[0]', 'clearly', 'clear.x', 'clear[0]', 'clear_1'])(
    'The name %s only begins like a word and is a path.',
    (text) => {
      expect(pillOf(`{{ ${text} }}`).head.kind).toBe('path');
    },
  );

  test('Spaces, tabs and line breaks may stand between the parts, and a pill keeps how it was written.', () => {
    const text = '{{\n\ta[ 0 ] \r\n| f :\t1 , "x" | g }}';
    expect(pillOf(`${text} tail`)).toEqual({
      kind: 'pill',
      head: { kind: 'path', root: 'a', keys: [0] },
      calls: [
        {
          name: 'f',
          args: [
            { kind: 'literal', value: 1 },
            { kind: 'literal', value: 'x' },
          ],
        },
        { name: 'g', args: [] },
      ],
      source: text,
    });
    expect(pillOf('{{a|f:1,"x"|g}}').calls).toEqual(pillOf(text).calls);
    expect(pillOf('{{ clear }}').head).toEqual({ kind: 'clear' });
  });

  test('Texts and pills come in order, and backslashes before braces come in pairs.', () => {
    const kinds = (text: string): string[] =>
      parseTemplate(text).parts.map((part) => (part.kind === 'text' ? part.text : part.source));
    expect(kinds('a{{ b }}c{{d}}')).toEqual(['a', '{{ b }}', 'c', '{{d}}']);
    expect(kinds('{{ b }}{{d}}e')).toEqual(['{{ b }}', '{{d}}', 'e']);
    expect(kinds('\\\\\\{{ b }}')).toEqual(['\\{{ b }}']);
    expect(kinds('\\\\\\\\{{ b }}')).toEqual(['\\\\', '{{ b }}']);
    expect(kinds('{{ a }}\\\\{{ b }}')).toEqual(['{{ a }}', '\\', '{{ b }}']);
    expect(kinds('a\\{{ b }}{{ c }}')).toEqual(['a{{ b }}', '{{ c }}']);
    expect(kinds('')).toEqual([]);
    expect(kinds('}} a { {')).toEqual(['}} a { {']);
  });

  test('Each bound is the last that is taken.', () => {
    expect(parseTemplate('x'.repeat(100_000)).parts).toHaveLength(1);
    expect(parseTemplate('{{ a }}'.repeat(200)).parts).toHaveLength(200);
    expect(pathOf(`a${'.b'.repeat(40)}`)).toHaveLength(41);
    expect(pillOf(`{{ a${'|f'.repeat(20)} }}`).calls).toHaveLength(20);
    expect(faultOf(`{{ a${'|f'.repeat(21)} }}`).message).toContain('too many functions');
    const args = (count: number): string => `{{ a|f:${Array(count).fill('1').join(',')} }}`;
    expect(pillOf(args(20)).calls[0]?.args).toHaveLength(20);
    expect(faultOf(args(21)).message).toContain('too many arguments');
  });

  test('A path is written with dots where it can be and in brackets where it must.', () => {
    const keys = ['a', 'größe-1', 0, '0', 'first name', 'a.b', '', '"'];
    expect(formatPath({ root: 'trigger', keys })).toBe('trigger.a.größe-1[0].0["first name"]["a.b"][""]["\\""]');
  });

  test('Writing a text literally doubles the backslashes before braces and leaves all others.', () => {
    expect(escapeTemplate('a {{ b }} \\ {{')).toBe('a \\{{ b }} \\ \\{{');
    expect(escapeTemplate('\\\\{{')).toBe('\\\\\\\\\\{{');
  });
});
