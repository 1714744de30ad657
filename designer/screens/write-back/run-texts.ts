import type { BulkRun } from '../../api/types.ts';

type Source =
  | { kind: 'file'; format: string }
  | { kind: 'list'; listId: number }
  | { kind: 'export'; query: Record<string, string> }
  | { kind: 'run'; outcomes: string[] };

/** Whether nothing more will happen by itself. */
export const isRunOver = ({ status }: Pick<BulkRun, 'status'>): boolean =>
  status === 'done' || status === 'cancelled' || status === 'failed';

/** Where the rows of a run come from, in words. */
export function sourceText({ source }: Pick<BulkRun, 'source'>): string {
  const from = source as Source;
  if (from.kind === 'list') return `List ${from.listId}`;
  if (from.kind === 'export') return `Export of ${from.query['dataTypeName'] ?? 'events'}`;
  if (from.kind === 'run') return `The ${from.outcomes.join(' and ')} rows of another run`;
  return from.format === 'csv' ? 'CSV file' : 'JSON file';
}
