import { ConnectorError } from '../../../errors/connector-error.ts';

// by name: the native part keeps the class, and the realm, of the copy of the package that was loaded first
const codeOf = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null) return null;
  const { name, code } = error as { name?: unknown; code?: unknown };
  return name === 'SqliteError' && typeof code === 'string' ? code : null;
};

/** What a caller is told: a fault of the medium is ITC_STORE_UNAVAILABLE, everything else stays what it is. */
export function storeError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === null) return error;
  if (code === 'SQLITE_FULL') {
    return new ConnectorError(
      'ITC_STORE_UNAVAILABLE',
      'The disk of the data folder is full, so nothing was accepted.',
      {
        hint: 'Make room on that disk: the connector goes on by itself as soon as there is some. Then send the same request again.',
        cause: error,
      },
    );
  }
  return new ConnectorError('ITC_STORE_UNAVAILABLE', undefined, { cause: error });
}

const mediumFaults = /^SQLITE_(BUSY|LOCKED|PROTOCOL|FULL|IOERR|READONLY|CANTOPEN|PERM|CORRUPT|NOTADB|NOMEM)/;

/** True for what lies in the disk, the file or another process and not in the statement (sqlite.org/rescode.html). */
export function isMediumFault(error: unknown): boolean {
  return mediumFaults.test(codeOf(error) ?? '');
}
