/** An error as the server tells it, or a failure to reach the server in the same form. */
export interface ErrorInfo {
  code: string;
  message: string;
  hint: string;
  details?: Record<string, unknown>;
  requestId?: string;
}

/** Thrown by every call that did not succeed. */
export class ApiFailure extends Error {
  readonly info: ErrorInfo;
  /** HTTP status; null when no answer came */
  readonly status: number | null;

  constructor(info: ErrorInfo, status: number | null, cause?: unknown) {
    super(info.message, cause === undefined ? undefined : { cause });
    this.name = 'ApiFailure';
    this.info = info;
    this.status = status;
  }
}

function isErrorInfo(value: unknown): value is ErrorInfo {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'hint' in value;
}

/** The failure behind an answer with an error status. */
export function failureOf(body: unknown, status: number): ApiFailure {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (isErrorInfo(error)) return new ApiFailure(error, status);
  const message = `The server answered with status ${status} and no explanation.`;
  return new ApiFailure(
    { code: 'UNEXPECTED_ANSWER', message, hint: 'A proxy may stand in between; try again.' },
    status,
  );
}

/** Any thrown value in the form that the error card shows. */
export function errorInfoOf(error: unknown): ErrorInfo {
  if (error instanceof ApiFailure) return error.info;
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) {
    return {
      code: 'SERVER_UNREACHABLE',
      message: 'The server does not answer.',
      hint: 'See whether the connector is running and this computer reaches it, then try again.',
    };
  }
  return {
    code: 'DESIGNER_FAULT',
    message: error instanceof Error ? error.message : 'Something went wrong in the designer.',
    hint: 'Load the page again. If it happens once more, report it with the steps that led here.',
  };
}
