import { Readable } from 'node:stream';

import type { IterableConnection } from '../iterable/action-result.ts';
import { requireInput } from '../iterable/prepare-call.ts';
import { startBulkRun, type BulkOrder } from './bulk-action.ts';
import { readCsv } from './read-csv.ts';
import { checkColumns, identifierOf, personOf } from './run-bulk-order.ts';

/**
 * What the step "Start bulk run" would do, in words, with nothing stored: it calls nobody itself.
 * Throws the ConnectorError that it would end with.
 */
export async function tellBulkOrder(connection: IterableConnection, given: unknown): Promise<string> {
  const order = requireInput(startBulkRun, given) as BulkOrder;
  await checkColumns(order, connection);
  const { columns = {}, values = {}, wait } = order;
  const person = `${identifierOf(order, connection)} from the column ${personOf(order, connection)}`;
  const fields = [
    ...Object.entries(columns).map(([name, column]) => `${name} from the column ${column}`),
    ...Object.keys(values).map((name) => `${name} alike for all`),
  ];
  return [
    `A bulk run would start at ${connection.name} over ${await audienceText(order)}: ${person}; ${fields.join(', ')}.`,
    'It sends up to 1,000 people in a call, within the limit of Iterable.',
    wait === true
      ? 'The step ends when the run has, with its counts.'
      : 'The step ends when the run is stored; the run goes on by itself.',
  ].join(' ');
}

async function audienceText({ csv, rows, list, events, delimiter }: BulkOrder): Promise<string> {
  if (list !== undefined) return `everybody on the list ${String(list)}`;
  if (events !== undefined) return `the export of ${events.dataTypeName}`;
  if (rows !== undefined) return countText(rows.length, 'of an earlier step');
  let count = 0;
  const text = Readable.from([Buffer.from(csv ?? '')]);
  const from = { row: 0, offset: 0 };
  for await (const group of readCsv(text, from, null, delimiter === undefined ? {} : { delimiter }))
    count += group.length;
  return countText(count, 'of the CSV');
}

const countText = (count: number, of: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'} ${of}`;
