import Sqlite from 'better-sqlite3';

import { ConnectorError } from '../../../errors/connector-error.ts';

/** What a caller is told: a fault of the medium is ITC_STORE_UNAVAILABLE, everything else stays what it is. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  return new ConnectorError('ITC_STORE_UNAVAILABLE', undefined, { cause: error });
}

const mediumFaults = /^SQLITE_(BUSY|LOCKED|PROTOCOL|FULL|IOERR|READONLY|CANTOPEN|PERM|CORRUPT|NOTADB|NOMEM)/;

/** True for what lies in the disk, the file or another process and not in the statement (sqlite.org/rescode.html). */
export function isMediumFault(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && mediumFaults.test(error.code);
}
