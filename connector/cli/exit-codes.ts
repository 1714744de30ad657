import { errorCatalogue, type ErrorCode } from '../../errors/error-catalogue.ts';

/** Exit codes are public: scripts branch on them. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  denied: 4,
  temporary: 5,
  partial: 6,
  differences: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const meanings: readonly [ExitCode, string][] = [
  [0, 'ok'],
  [1, 'failure: something was refused or went wrong'],
  [2, 'usage or validation: the command, an input or a document is faulty'],
  [3, 'not found: no such connection, recipe, event, job, action, trigger or pick list'],
  [4, 'not allowed: the token or the API key is missing, wrong or lacks a permission'],
  [5, 'temporary: rate-limited or not reachable; the same command can succeed later'],
  [6, 'partial success: Iterable accepted some items and refused others'],
  [7, 'differences: a check found faults or changes (`recipe validate`, `infer diff`, `schemas drift`)'],
  [130, 'interrupted (Ctrl-C)'],
];

/** The table as `itc help exit-codes` prints it. */
export function exitCodeTable(): string {
  return `Exit codes\n${meanings.map(([code, meaning]) => `${String(code).padStart(5)}  ${meaning}`).join('\n')}\n`;
}

const exceptions: Partial<Record<ErrorCode, ExitCode>> = {
  ITC_ITERABLE_PARTIAL: exitCodes.partial,
  ITC_INTERNAL: exitCodes.failure,
  ITC_CONFIG_INVALID: exitCodes.usage,
  ITC_IDENTITY_MISSING: exitCodes.usage,
  ITC_IDENTITY_TYPE: exitCodes.usage,
  // what Iterable refuses was a well-formed command: that is a failure, not a usage error
  ITC_ITERABLE_REJECTED: exitCodes.failure,
  ITC_ITERABLE_TYPE_MISMATCH: exitCodes.failure,
  ITC_ITERABLE_BATCH_TOO_LARGE: exitCodes.failure,
  ITC_STEP_FAILED: exitCodes.failure,
  ITC_RECIPE_STOPPED: exitCodes.failure,
};

const byStatus: Record<number, ExitCode> = {
  400: exitCodes.usage,
  401: exitCodes.denied,
  403: exitCodes.denied,
  404: exitCodes.notFound,
  413: exitCodes.usage,
  415: exitCodes.usage,
  422: exitCodes.usage,
  429: exitCodes.temporary,
};

/** Exit code of an error; `status` is that of the answer and serves for codes that this version does not know. */
export function exitCodeOf(code: string, status?: number): ExitCode {
  if (!Object.hasOwn(errorCatalogue, code)) {
    return byStatus[status ?? 0] ?? ((status ?? 0) >= 502 ? exitCodes.temporary : exitCodes.failure);
  }
  const known = code as ErrorCode;
  const entry = errorCatalogue[known];
  if (exceptions[known] !== undefined) return exceptions[known];
  if (entry.retry === 'later') return exitCodes.temporary;
  return byStatus[entry.status] ?? exitCodes.failure;
}
