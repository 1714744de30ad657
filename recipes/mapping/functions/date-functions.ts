import type { Json } from '../../../errors/json.ts';
import { asNumber, asText, kindOf, refuse } from '../mapping-function.ts';
import type { MappingFunction } from '../mapping-function.ts';
import { dateFormats, formatDate, parseDate } from '../parse-date.ts';
import type { DateFormat, DateLayout, ParsedDate } from '../parse-date.ts';

const sameLayout: Record<DateLayout, DateFormat> = {
  iterable: 'iterable',
  iso: 'iso',
  date: 'date',
  epoch: 'epoch_ms',
};
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function asDate(value: Json | undefined): ParsedDate {
  return parseDate(value) ?? refuse(`The value must be a date, but is ${kindOf(value)} of another layout.`);
}

function asFormat(value: Json | undefined): DateFormat {
  const name = asText(value, 'The format');
  return (
    dateFormats.find((format) => format === name) ?? refuse(`The format must be one of ${dateFormats.join(', ')}.`)
  );
}

function shift(name: string, unit: string, unitMs: number, example: MappingFunction['example']): MappingFunction {
  return {
    name,
    summary: `Moves a date by a number of ${unit}, backwards if negative; the layout stays.`,
    args: [{ name: unit, kind: 'number' }],
    returns: 'any',
    example,
    apply: (value, [count]) => {
      const { epochMs, layout } = asDate(value);
      const moved = Math.round(epochMs + asNumber(count, `The number of ${unit}`) * unitMs);
      if (!(moved >= 0 - latest && moved <= latest)) refuse('The date would be too far away.');
      // a day moved by hours must not lose the hours
      return formatDate(moved, layout === 'date' && moved % 86_400_000 !== 0 ? 'iso' : sameLayout[layout]);
    },
  };
}

/** Functions on dates. All results are in UTC; there is no function for the present time, so that a job repeats exactly. */
export const dateFunctions: readonly MappingFunction[] = [
  {
    name: 'date',
    summary: `Writes a date in another format: ${dateFormats.join(', ')}.`,
    args: [{ name: 'format', kind: 'text' }],
    returns: 'any',
    example: { text: '{{ "2031-03-04 05:06:40 +00:00" | date: "iso" }}', gives: '2031-03-04T05:06:40.000Z' },
    apply: (value, [format]) => formatDate(asDate(value).epochMs, asFormat(format)),
  },
  shift('add_days', 'days', 86_400_000, { text: '{{ "2031-03-04" | add_days: 7 }}', gives: '2031-03-11' }),
  shift('add_hours', 'hours', 3_600_000, {
    text: '{{ "2031-03-04 05:06:40 +00:00" | add_hours: -6 }}',
    gives: '2031-03-03 23:06:40 +00:00',
  }),
  shift('add_minutes', 'minutes', 60_000, {
    text: '{{ "2031-03-04T05:06:40Z" | add_minutes: 30 }}',
    gives: '2031-03-04T05:36:40.000Z',
  }),
];
