const sendAtLayout = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?: ?(?:\+00:?00|Z|UTC))?$/;

/**
 * Epoch milliseconds as `YYYY-MM-DD HH:MM:SS +00:00`, the one-second layout of Iterable's webhooks and profile reads
 * (not ISO 8601).
 */
export function iterableTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;
}

/** Epoch milliseconds of a target call's `sendAt` (`YYYY-MM-DD HH:MM:SS`, UTC), or undefined when it is not one. */
export function parseSendAt(value: string): number | undefined {
  const match = sendAtLayout.exec(value.trim());
  if (!match) return undefined;
  const ms = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

const dateTimeLayout = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?$/;

/** Epoch milliseconds of a query's `yyyy-MM-dd HH:mm:ss [ZZ]`, UTC without an offset, or undefined when it is not one. */
export function parseDateTime(value: string): number | undefined {
  const [, date, time, zone = 'Z'] = dateTimeLayout.exec(value.trim()) ?? [];
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(ms) ? undefined : ms;
}
