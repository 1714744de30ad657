import { ConnectorError } from '../../../errors/connector-error.ts';

// by name: the native part hands out the class of the copy of the package that was loaded first
const isSqliteError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && error.name === 'SqliteError' && 'code' in error && typeof error.code === 'string';

/** What a caller is told: a fault of the medium is ITC_STORE_UNAVAILABLE, everything else stays what it is. */
export function storeError(error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  return new ConnectorError('ITC_STORE_UNAVAILABLE', undefined, { cause: error });
}

const mediumFaults = /^SQLITE_(BUSY|LOCKED|PROTOCOL|FULL|IOERR|READONLY|CANTOPEN|PERM|CORRUPT|NOTADB|NOMEM)/;

/** True for what lies in the disk, the file or another process and not in the statement (sqlite.org/rescode.html). */
export function isMediumFault(error: unknown): boolean {
  return isSqliteError(error) && mediumFaults.test(error.code);
}
