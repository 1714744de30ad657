import { pino, type DestinationStream } from 'pino';

import { ConnectorError } from '../errors/connector-error.ts';

/** From which line on the log tells. */
export type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug';

/** What a log line may carry; ids, codes, counts and times only, so that no secret or personal value can slip in. */
export interface LogFields {
  requestId?: string;
  connection?: string;
  recipe?: string;
  event?: string;
  job?: string;
  step?: string;
  task?: string;
  code?: string;
  status?: number;
  method?: string;
  route?: string;
  count?: number;
  durationMs?: number;
  port?: number;
  error?: unknown;
}

/** The log of the process. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const allowed = [
  'requestId',
  'connection',
  'recipe',
  'event',
  'job',
  'step',
  'task',
  'code',
  'status',
  'method',
  'route',
  'count',
  'durationMs',
  'port',
] as const satisfies readonly (keyof LogFields)[];

/** An error as a log line may show it: the message of a foreign error can quote a body or a key, so only name and place are kept. */
function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof ConnectorError)
    return { code: error.code, cause: error.cause ? describeError(error.cause) : undefined };
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  // the first stack lines repeat the message, which may hold data
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6);
  return { name: error.name, code, at: at.map((line) => line.trim()) };
}

function pick(fields: LogFields): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const name of allowed) if (fields[name] !== undefined) line[name] = fields[name];
  if (fields.error !== undefined) line['error'] = describeError(fields.error);
  return line;
}

// what JSON lets stand and a reader may take for the end of a line or an order to the terminal
const steering = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const escaped = (text: string): string =>
  text.replaceAll(steering, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Makes the log; standard output is left to the start-up text, lines go to standard error. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => destination.write(escaped(line)) },
  );
  return {
    debug: (message, fields = {}) => logger.debug(pick(fields), message),
    info: (message, fields = {}) => logger.info(pick(fields), message),
    warn: (message, fields = {}) => logger.warn(pick(fields), message),
    error: (message, fields = {}) => logger.error(pick(fields), message),
  };
}
