// slots of one segment: 2 MB, filled to three quarters, so that adding never copies what is there
const slots = 2 ** 18;
const fullAt = slots * 0.75;

/** What the index knows of a delivery key: two hashes of 32 bits. */
export interface KeyHashes {
  /** decides the slot where the search begins */
  place: number;
  /** tells keys of neighbouring slots apart */
  tag: number;
}

interface Segment {
  /** tag and row number, side by side; row 0 marks a free slot */
  cells: Uint32Array;
  used: number;
  newestMs: number;
}

/** In which row a delivery key may stand. Holds hashes only: the caller reads the row and compares. */
export interface DeliveryIndex {
  add(hashes: KeyHashes, seq: number, atMs: number): void;
  /** calls `read` with each row number that may be the key's, until it answers something */
  find<T>(hashes: KeyHashes, read: (seq: number) => T | null): T | null;
  /** forgets segments whose entries are all older */
  dropBefore(atMs: number): void;
  readonly bytes: number;
}

/**
 * Finds a delivery key among millions at 11 bytes each, without a B-tree on disk. Delivery keys are hashes, so each insert into such
 * a tree dirties a page of its own: measured, that was half of the cost of storing a webhook (docs/decisions/0006).
 */
export function createDeliveryIndex(): DeliveryIndex {
  let segments: Segment[] = [];

  const openSegment = (): Segment => {
    const last = segments.at(-1);
    if (last !== undefined && last.used < fullAt) return last;
    const segment = { cells: new Uint32Array(slots * 2), used: 0, newestMs: 0 };
    segments.push(segment);
    return segment;
  };

  return {
    get bytes() {
      return segments.length * slots * 8;
    },
    add({ place, tag }, seq, atMs) {
      const segment = openSegment();
      const { cells } = segment;
      let cell = cellAt(place);
      while (cells[cell + 1] !== 0) cell = (cell + 2) % cells.length;
      cells[cell] = tag;
      cells[cell + 1] = seq;
      segment.used += 1;
      segment.newestMs = Math.max(segment.newestMs, atMs);
    },
    find({ place, tag }, read) {
      const start = cellAt(place);
      // the newest first: repetitions come soon after
      for (let index = segments.length - 1; index >= 0; index -= 1) {
        const found = findIn(segments[index] as Segment, start, tag, read);
        if (found !== null) return found;
      }
      return null;
    },
    dropBefore(atMs) {
      segments = segments.filter(({ newestMs }) => newestMs >= atMs);
    },
  };
}

function findIn<T>({ cells }: Segment, start: number, tag: number, read: (seq: number) => T | null): T | null {
  for (let cell = start; ; cell = (cell + 2) % cells.length) {
    const seq = cells[cell + 1] ?? 0;
    if (seq === 0) return null;
    const found = cells[cell] === tag ? read(seq) : null;
    if (found !== null) return found;
  }
}

const cellAt = (place: number): number => (place % slots) * 2;

// 64 bits of a hash in hex; of an id that stands for a delivery, the part that is random
const telling = 16;

/** Both hashes of a key. They are stored: another way to make them must not forget what was stored. */
export function hashesOf(key: string): KeyHashes {
  return { place: hash(key, 0x811c9dc5), tag: hash(key, 0x5bd1e995) };
}

/** FNV-1a over the end of the text, from one of two bases, so that place and tag say different things. */
function hash(key: string, basis: number): number {
  let sum = basis;
  for (let index = Math.max(0, key.length - telling); index < key.length; index += 1)
    sum = Math.imul(sum ^ key.charCodeAt(index), 0x01000193);
  return sum >>> 0;
}
