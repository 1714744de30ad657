import { appendFileSync } from 'node:fs';

import { trace } from '@opentelemetry/api';

// loaded before the server: every span goes to the file of SPAN_FILE as a line, with all that was ever said to it

const file = process.env.SPAN_FILE ?? '';
const context = { traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '1', traceFlags: 1 };

/**
 * @param {unknown[]} start what the span was started with
 * @returns {import('@opentelemetry/api').Span}
 */
function spanOf(...start) {
  const said = [start];
  const span = new Proxy(/** @type {import('@opentelemetry/api').Span} */ ({}), {
    get(_, name) {
      if (name === 'spanContext') return () => context;
      if (name === 'isRecording') return () => true;
      return (/** @type {unknown[]} */ ...given) => {
        said.push([name, ...given.map((one) => (one instanceof Error ? [one.message, one.stack] : one))]);
        if (name === 'end') appendFileSync(file, `${JSON.stringify(said)}\n`);
        return span;
      };
    },
  });
  return span;
}

const tracer = {
  startSpan: spanOf,
  /** @type {(name: string, ...given: any[]) => any} */
  startActiveSpan: (name, ...given) => given.at(-1)(spanOf(name, ...given.slice(0, -1))),
};
trace.setGlobalTracerProvider({ getTracer: () => tracer });
