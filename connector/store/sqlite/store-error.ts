import Sqlite from 'better-sqlite3';

import { ConnectorError } from '../../../errors/connector-error.ts';

/** What a caller is told: a fault of the medium is ITC_STORE_UNAVAILABLE, everything else stays what it is. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  return new ConnectorError('ITC_STORE_UNAVAILABLE', undefined, { cause: error });
}
