import { ConnectorError } from '../../errors/connector-error.ts';
import type { ErrorCode } from '../../errors/error-catalogue.ts';

/** What a call gives, or the coded error that it refuses with. Whatever else it throws is a finding. */
export function resultOf<T>(run: () => T, ...codes: ErrorCode[]): T | ConnectorError {
  try {
    return run();
  } catch (error) {
    return refusalOf(error, codes);
  }
}

/** The error itself where it is one of those that are declared; else it is thrown on. */
export function refusalOf(error: unknown, codes: readonly ErrorCode[]): ConnectorError {
  if (error instanceof ConnectorError && codes.includes(error.code)) return error;
  throw error;
}
