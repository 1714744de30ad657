/** A text that is meant to break what reads it. */
export interface Hostile {
  name: string;
  /** false: no JSON, so an error is the only right answer */
  json: boolean;
  text(): string;
}

const million = 1_000_000;

function nested(open: string, close: string, depth: number): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

export const hostileTexts: readonly Hostile[] = [
  { name: 'arrays to a depth of 10,000', json: true, text: () => nested('[', ']', 10_000) },
  { name: 'objects to a depth of 10,000', json: true, text: () => nested('{"a":', '}', 10_000) },
  { name: 'arrays to a depth of 1,000,000', json: true, text: () => nested('[', ']', million) },
  { name: 'objects to a depth of 1,000,000', json: true, text: () => nested('{"a":', '}', million) },
  {
    name: '1,000,000 keys in one object',
    json: true,
    text: () => `{${Array.from({ length: million }, (_, i) => `"k${String(i)}":${String(i)}`).join(',')}}`,
  },
  { name: 'a string of 100 MB', json: true, text: () => `{"v":"${'x'.repeat(100 * million)}"}` },
  { name: 'a number of 1,000,000 digits', json: true, text: () => `{"v":${'9'.repeat(million)}}` },
  { name: '1,000,000 items of all kinds', json: true, text: () => `[${'1,"a",null,{},[],'.repeat(million / 5)}1]` },
  {
    name: 'keys that reach for prototypes',
    json: true,
    text: () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  },
  { name: 'a text that ends inside a string', json: false, text: () => `{"v":"${'x'.repeat(million)}` },
  { name: '1,000,000 arrays that are not closed', json: false, text: () => '['.repeat(million) },
  { name: 'a wrong escape', json: false, text: () => '{"v":"\\x41"}' },
  { name: 'a NaN', json: false, text: () => '{"v":NaN}' },
];
