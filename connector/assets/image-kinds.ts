/** The pictures that mail programs show, told by their first bytes and never by what somebody calls them. */
const kinds = [
  { type: 'image/png', isOf: (bytes: Buffer) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) },
  { type: 'image/jpeg', isOf: (bytes: Buffer) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) },
  { type: 'image/gif', isOf: (bytes: Buffer) => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6)) },
  {
    type: 'image/webp',
    isOf: (bytes: Buffer) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
] as const;

/** The media type of a picture, or null for anything else; SVG is else, for it can hold scripts. */
export const imageKindOf = (bytes: Buffer): string | null => kinds.find(({ isOf }) => isOf(bytes))?.type ?? null;
