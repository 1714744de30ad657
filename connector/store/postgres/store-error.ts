import { types } from 'node:util';

import pg from 'pg';

import { ConnectorError } from '../../../errors/connector-error.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

// classes of SQLSTATE that lie in the server and not in the statement (postgresql.org, appendix A): connection, resources,
// sign-in, no such database, operator intervention, system error, read-only transaction
const mediumFaults = /^(08|28|3D|53|57|58|25006|XX)/;
// of the socket, and of TLS: OpenSSL has some thirty names for a certificate that does not hold
const wayFaults = /^(E[A-Z]+$|ERR_(TLS|SSL)_)|(^|_)(CERT|CRL|CA|SIGNATURE|ISSUER)(_|$)/;
// another transaction won: nothing was written, the same again may succeed
const lostRaces: readonly string[] = ['40001', '40P01'];

/** True for what lies in the server or on the way to it and not in the statement. */
export function isMediumFault(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return mediumFaults.test(codeOf(error));
  if (!types.isNativeError(error) || error instanceof ConnectorError) return false;
  // what the socket and the driver say of a refused or lost connection and of a time that ran out
  return wayFaults.test(codeOf(error)) || /timeout|terminated|connection|after calling end/i.test(error.message);
}

/** Of an order key another job may run at the same time. */
const isSecondOfKey = (error: unknown): boolean =>
  codeOf(error) === '23505' && error instanceof pg.DatabaseError && error.constraint === 'jobs_one_of_key';

export const isLostRace = (error: unknown): boolean => lostRaces.includes(codeOf(error)) || isSecondOfKey(error);

/** No partition of `events` takes the day of a row. */
export const isMissingPartition = (error: unknown): boolean =>
  codeOf(error) === '23514' && error instanceof Error && error.message.startsWith('no partition');

/** What a caller is told: a fault of the database is ITC_STORE_UNAVAILABLE, everything else stays what it is. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) && !isMediumFault(error)) return error;
  return new ConnectorError('ITC_STORE_UNAVAILABLE', undefined, { cause: error });
}
