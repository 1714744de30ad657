/**
 * The string formats that inference knows. Each is a bit, so that the formats a path still has are one number that only
 * ever loses bits. Every pattern is linear (no nested ambiguous repetition): the same text goes into zod source and ajv.
 */
export type FormatName =
  | 'date-time'
  | 'date'
  | 'time'
  | 'email'
  | 'uri'
  | 'uuid'
  | 'ipv4'
  | 'ipv6'
  | 'iterable-date-time'
  | 'iterable-export-date-time'
  | 'iterable-local-date-time'
  | 'integer-string'
  | 'number-string'
  | 'json-string';

export const dateTimeBit = 1;
export const dateBit = 2;
export const timeBit = 4;
export const emailBit = 8;
export const uriBit = 16;
export const uuidBit = 32;
export const ipv4Bit = 64;
export const ipv6Bit = 128;
export const iterableBit = 256;
export const iterableExportBit = 512;
export const iterableLocalBit = 1024;
export const integerBit = 2048;
export const numberBit = 4096;
export const jsonBit = 8192;
/** what a path knows before its first string */
export const allFormats = 16383;

/** longest string that is looked at for a format, in bytes; a longer one has none */
export const formatLengthLimit = 2048;

const day =
  '(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|' +
  '\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])))';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';
const offset = '[+-](?:[01]\\d|2[0-3]):[0-5]\\d';
const label = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const uriRest = "(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*";
const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const group = '[0-9A-Fa-f]{1,4}';

/** Format name -> regular expression source, anchored, valid with and without the `u` flag. `json-string` has none. */
export const formatPatterns: Readonly<Record<Exclude<FormatName, 'json-string'>, string>> = {
  'date-time': `^${day}T${clock}(?:\\.\\d+)?(?:Z|${offset})$`,
  date: `^${day}$`,
  time: `^${clock}(?:\\.\\d+)?(?:Z|${offset})$`,
  email: `^${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`,
  uri: `^[A-Za-z][A-Za-z0-9+.-]*:\\/\\/[A-Za-z0-9._~-]+(?::\\d{1,5})?(?:[/?]${uriRest})?(?:#${uriRest})?$`,
  uuid: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$',
  ipv4: `^(?:${byte}\\.){3}${byte}$`,
  ipv6:
    `^(?:(?:${group}:){7}${group}|(?:${group}:){1,7}:|(?:${group}:){1,6}:${group}|(?:${group}:){1,5}(?::${group}){1,2}|` +
    `(?:${group}:){1,4}(?::${group}){1,3}|(?:${group}:){1,3}(?::${group}){1,4}|(?:${group}:){1,2}(?::${group}){1,5}|` +
    `${group}:(?::${group}){1,6}|:(?:(?::${group}){1,7}|:))$`,
  'iterable-date-time': `^${day} ${clock} ${offset}$`,
  'iterable-export-date-time': `^${day} ${clock} [+-](?:[01]\\d|2[0-3])[0-5]\\d$`,
  'iterable-local-date-time': `^${day} ${clock}$`,
  'integer-string': '^-?(?:0|[1-9]\\d{0,31})$',
  'number-string': '^-?(?:0|[1-9]\\d{0,31})(?:\\.\\d{1,32})?$',
};

/** A made-up text of each format, from ranges reserved for documentation. */
export const formatExamples: Readonly<Record<string, string>> = {
  email: 'person@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  'date-time': '2000-01-01T00:00:00Z',
  date: '2000-01-01',
  time: '00:00:00Z',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  'iterable-date-time': '2000-01-01 00:00:00 +00:00',
  'iterable-export-date-time': '2000-01-01 00:00:00 +0000',
  'iterable-local-date-time': '2000-01-01 00:00:00',
  'integer-string': '0',
  'number-string': '0',
};

/** Most telling format first: a path that kept several bits is described by the first. */
export const formatOrder: readonly (readonly [FormatName, number])[] = [
  ['date-time', dateTimeBit],
  ['date', dateBit],
  ['time', timeBit],
  ['email', emailBit],
  ['uri', uriBit],
  ['uuid', uuidBit],
  ['ipv4', ipv4Bit],
  ['ipv6', ipv6Bit],
  ['iterable-date-time', iterableBit],
  ['iterable-export-date-time', iterableExportBit],
  ['iterable-local-date-time', iterableLocalBit],
  ['integer-string', integerBit],
  ['number-string', numberBit],
  ['json-string', jsonBit],
];

/** Names of the formats in a mask, most telling first. */
export function formatNames(mask: number): FormatName[] {
  return formatOrder.filter(([, bit]) => (mask & bit) !== 0).map(([name]) => name);
}
