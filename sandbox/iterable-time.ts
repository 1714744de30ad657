const sendAtLayout = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?: ?(?:\+00:?00|Z|UTC))?$/;
const exportLayout = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?$/;

/**
 * Epoch milliseconds as `YYYY-MM-DD HH:MM:SS +00:00`, the one-second layout of Iterable's webhooks and profile reads
 * (not ISO 8601).
 */
export function iterableTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;
}

const known = (ms: number): number | undefined => (Number.isNaN(ms) ? undefined : ms);

/** Epoch milliseconds of a target call's `sendAt` (`YYYY-MM-DD HH:MM:SS`, UTC), or undefined when it is not one. */
export function parseSendAt(value: string): number | undefined {
  const match = sendAtLayout.exec(value.trim());
  return match ? known(Date.parse(`${match[1]}T${match[2]}Z`)) : undefined;
}

/** Epoch milliseconds of `yyyy-MM-dd[ HH:mm:ss [ZZ]]`, the layout of exports and template lists; UTC unless it says. */
export function parseRangeTime(value: string): number | undefined {
  const match = exportLayout.exec(value.trim());
  if (!match) return undefined;
  const [, date, time = '00:00:00', zone = 'Z'] = match;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return known(Date.parse(`${date}T${time}${offset}`));
}

/** Epoch milliseconds of an ISO 8601 date or date-time, or undefined when it is not one; without an offset it is UTC. */
export function parseIsoTime(value: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value)) return undefined;
  const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) || !value.includes('T');
  return known(Date.parse(zoned ? value : `${value}Z`));
}

const dateTimeLayout = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?$/;

/** Epoch milliseconds of a query's `yyyy-MM-dd HH:mm:ss [ZZ]`, UTC without an offset, or undefined when it is not one. */
export function parseDateTime(value: string): number | undefined {
  const [, date, time, zone = 'Z'] = dateTimeLayout.exec(value.trim()) ?? [];
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(ms) ? undefined : ms;
}
