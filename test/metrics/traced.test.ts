import { SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import { afterAll, expect, test } from '@jest/globals';

import { traced } from '../../connector/metrics/traced.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

afterAll(() => trace.disable());

test('a span of work that fails tells the kind of the error and never its message', async () => {
  const said: unknown[] = [];
  const note =
    (name: string) =>
    (...given: unknown[]): void =>
      void said.push([name, ...given]);
  const span = { setAttributes: note('attributes'), setStatus: note('status'), end: note('end') };
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan: () => span as never,
      startActiveSpan: ((name: string, options: unknown, work: (it: unknown) => unknown) => {
        said.push([name, options]);
        return work(span);
      }) as Tracer['startActiveSpan'],
    }),
  });
  const fault = new ConnectorError('ITC_INPUT_INVALID', 'ada@example.com is no number');
  await expect(traced('step x', { effect: 'write' }, () => Promise.reject(fault))).rejects.toBe(fault);
  expect(said).toEqual([
    ['step x', { attributes: { effect: 'write' } }],
    ['status', { code: SpanStatusCode.ERROR, message: 'ConnectorError' }],
    ['end'],
  ]);
});
