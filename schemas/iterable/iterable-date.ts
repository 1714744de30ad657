// seconds may carry two fractions in exports (`33.123456.000Z`), the offset comes with and without its colon
const form = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** Reads the date forms Iterable sends into ISO 8601 (UTC, milliseconds); null if the text is no date. No offset means UTC. */
export function parseIterableDate(text: string): string | null {
  const match = form.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const parts = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]));
  // Date rolls 30 February over to March, so the fields are read back
  if (local.getUTCMonth() !== parts[1] - 1 || local.getUTCDate() !== parts[2]) return null;
  if (parts[3] > 23 || parts[4] > 59 || parts[5] > 59) return null;
  const milliseconds = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return new Date(local.getTime() + milliseconds - offsetMs(offset)).toISOString();
}

function offsetMs(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
