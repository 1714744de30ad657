import { errorCatalogue, type ErrorCode } from './error-catalogue.ts';

/** Where a fault is and what was found there; never holds secrets or personal values. */
export interface ErrorDetail {
  /** path of the fault in the user's document or input, for example `steps[1].with.email` */
  path?: string;
  /** what was found, as a type or a masked form, never a raw personal value */
  found?: string;
  [key: string]: unknown;
}

/** The one form in which an error leaves the process (REST, CLI, job history). */
export interface ErrorJson {
  code: ErrorCode;
  message: string;
  hint: string;
  details?: ErrorDetail;
}

/** An error of the coded table. `message` says what happened and where, `hint` says what to do. */
export class ConnectorError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly details: ErrorDetail | undefined;

  /**
   * @param code a key of the table in `error-catalogue.ts`
   * @param message what happened, where, what was found; defaults to the table's sentence
   * @param options.hint overrides the table's next step; `cause` is kept but never shown outside
   */
  constructor(
    code: ErrorCode,
    message?: string,
    options: { hint?: string; details?: ErrorDetail; cause?: unknown } = {},
  ) {
    const entry = errorCatalogue[code];
    super(message ?? entry.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ConnectorError';
    this.code = code;
    this.hint = options.hint ?? entry.hint;
    this.details = options.details;
  }

  /** HTTP status that answers a caller for this code. */
  get status(): number {
    return errorCatalogue[this.code].status;
  }

  toJSON(): ErrorJson {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}
