/** One column of a list: its head and how a row shows in it. */
export interface Column<T> {
  head: string;
  cell: (row: T) => string | number | boolean | null | undefined;
}

// what a payload brings along must not move the cursor, recolour the screen or turn the reading direction
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
