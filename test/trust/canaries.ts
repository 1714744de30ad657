import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** `secret` may be nowhere in clear; `masked` may be in the events that brought it, and not in what shows jobs; `personal` in both. */
export type CanaryKind = 'secret' | 'masked' | 'personal';

export interface Canary {
  kind: CanaryKind;
  /** by which door it came in */
  door: string;
  value: string;
}

/** What is searched, with the kinds that must not be in it. */
export interface Haystack {
  place: string;
  bytes: Buffer;
  without: readonly CanaryKind[];
}

/** Values that occur nowhere else, with where each was put. */
export class Canaries {
  readonly all: Canary[] = [];

  /** a new value that was put in at this door; in another form where the door wants one */
  plant(kind: CanaryKind, door: string, form: (random: string) => string = (random) => random): string {
    return this.note(kind, door, form(`cnry${randomBytes(14).toString('hex')}`));
  }
  /** a value that the server made and told once */
  note(kind: CanaryKind, door: string, value: string | undefined): string {
    if (value === undefined || value.length < 16) throw new Error(`${door} told no value`);
    this.all.push({ kind, door, value });
    return value;
  }
  /** where which canary was found */
  search(haystacks: readonly Haystack[]): string[] {
    const sought = this.all.map((canary) => ({ ...canary, forms: formsOf(canary.value) }));
    return haystacks.flatMap(({ place, bytes, without }) =>
      sought
        .filter(({ kind }) => without.includes(kind))
        .flatMap(({ kind, door, forms }) => {
          const form = forms.find(({ needle }) => bytes.includes(needle));
          return form === undefined ? [] : [`${kind} of ${door} as ${form.name} in ${place}`];
        }),
    );
  }
}

interface Form {
  name: string;
  needle: Buffer;
}

/** The value as it is, and as it would look inside something that was encoded. */
function formsOf(value: string): Form[] {
  const bytes = Buffer.from(value);
  // where a value begins within an encoded text decides how its characters come out
  const aligned = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(before === 0 ? 0 : before + 1, -4);
  });
  const texts: [string, string][] = [
    ['text', value],
    ['JSON', JSON.stringify(value).slice(1, -1)],
    ['percent-encoded text', encodeURIComponent(value)],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['reversed text', [...value].reverse().join('')],
    ...aligned.map((text): [string, string] => ['base64', text]),
    ...aligned.map((text): [string, string] => ['base64url', text.replaceAll('+', '-').replaceAll('/', '_')]),
  ];
  return [
    ...texts.map(([name, text]) => ({ name, needle: Buffer.from(text) })),
    { name: 'UTF-16', needle: Buffer.from(value, 'utf16le') },
  ];
}

/** Every file below a folder. */
export function filesIn(folder: string, without: readonly CanaryKind[]): Haystack[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ place: name, bytes: readFileSync(join(parentPath, name)), without }));
}
