import { stringify } from 'csv-stringify/sync';
import type { Campaign } from './project-catalogue.ts';
import type { TrackedEvent } from './tracked-event.ts';

/** A column of the metrics: its name, and the event whose number it gives; some names come twice (recorded). */
interface Column {
  name: string;
  /** suffix of the event name after the prefix of the medium */
  event?: string;
  unique?: boolean;
}

const columns: readonly Column[] = [
  { name: 'Average Order Value' },
  { name: 'Average Order Value' },
  { name: 'Purchases' },
  { name: 'Revenue' },
  { name: 'Total {medium} Sends', event: 'Send' },
  { name: 'Total {medium} Sends', event: 'Send' },
  { name: 'Total {medium} Send Skips', event: 'SendSkip' },
  { name: 'Total {medium} Opens', event: 'Open' },
  { name: 'Unique {medium} Opens', event: 'Open', unique: true },
  { name: 'Total {medium} Clicked', event: 'Click' },
  { name: 'Unique {medium} Clicks', event: 'Click', unique: true },
  { name: 'Total {medium} Bounces', event: 'Bounce' },
  { name: 'Total {medium} Complaints', event: 'Complaint' },
];

const prefixes: Readonly<Record<string, string>> = {
  Email: 'email',
  Push: 'push',
  SMS: 'sms',
  InApp: 'inApp',
  WebPush: 'webPush',
  WhatsApp: 'whatsApp',
};

function countOf(events: readonly TrackedEvent[], { event, unique }: Column, prefix: string): number {
  const of = events.filter(({ eventType }) => eventType === prefix + event);
  return unique === true ? new Set(of.map(({ email, userId }) => email ?? userId)).size : of.length;
}

/** The money figures of the purchases that name a campaign. */
function sales(events: readonly TrackedEvent[]): { purchases: number; revenue: number; average: number } {
  const totals = events.filter(({ eventType }) => eventType === 'purchase').map(({ dataFields }) => dataFields.total);
  const revenue = totals.reduce<number>((sum, total) => sum + (typeof total === 'number' ? total : 0), 0);
  return { purchases: totals.length, revenue, average: totals.length === 0 ? 0 : revenue / totals.length };
}

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/**
 * The metrics of campaigns as CSV text with one line for each: `id` first, then the columns of every medium among them, two
 * of which have the same name as their neighbour. Ends with a newline.
 */
export function metricsCsv(campaigns: readonly Campaign[], events: readonly TrackedEvent[]): string {
  const media = [...new Set(campaigns.map(({ messageMedium }) => messageMedium))];
  const shown = columns.flatMap((column) =>
    column.event === undefined
      ? [{ column, medium: '' }]
      : media.filter((medium) => medium in prefixes).map((medium) => ({ column, medium })),
  );
  const header = ['id', ...shown.map(({ column, medium }) => column.name.replace('{medium}', medium))];
  const rows = campaigns.map(({ id, messageMedium }) => {
    const mine = events.filter(({ campaignId }) => campaignId === id);
    const { purchases, revenue, average } = sales(mine);
    const money: Record<string, string> = {
      'Average Order Value': decimal(average),
      Purchases: String(purchases),
      Revenue: decimal(revenue),
    };
    const cells = shown.map(({ column, medium }) => {
      if (column.event === undefined) return money[column.name] ?? '0';
      return medium === messageMedium ? String(countOf(mine, column, prefixes[medium] ?? '')) : '0';
    });
    return [String(id), ...cells];
  });
  return stringify([header, ...rows]);
}
