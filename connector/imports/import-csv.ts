import { ConnectorError } from '../../errors/connector-error.ts';
import { readCsv } from '../bulk/read-csv.ts';
import { newTally, takeRows, type ImportTally, type RowImport } from './row-import.ts';

const maxFaults = 100;
/** A file is read while the sender waits, and taken afterwards; larger ones would hold the call for longer than it may take. */
const maxBytes = 1_000_000;

/**
 * Takes the rows of a small CSV within one call.
 * Throws ITC_BULK_TOO_LARGE before any row is taken, and ITC_INPUT_INVALID for text that is no CSV.
 */
export async function importCsv(rowImport: RowImport, body: AsyncIterable<Buffer>): Promise<ImportTally> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  // read to its end in any case: who still sends does not hear an answer
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes <= maxBytes) pieces.push(piece);
  }
  if (bytes > maxBytes) {
    throw new ConnectorError('ITC_BULK_TOO_LARGE', 'A file of more than 1 MB is not taken within one call.', {
      hint: 'Upload it by POST /bulk/files and name it to the route of the import task; `itc` and the designer do so.',
    });
  }
  let tally = newTally(rowImport);
  for await (const rows of readCsv(pieces, { row: 0, offset: 0 }, null)) {
    ({ tally } = await takeRows(rowImport, tally, rows, maxFaults));
  }
  return tally;
}
