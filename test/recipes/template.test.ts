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
