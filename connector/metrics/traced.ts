import { SpanStatusCode, trace } from '@opentelemetry/api';

/** What a span may tell: words of fixed lists and ids of our own. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/**
 * Runs work inside a span of OpenTelemetry. Without an SDK in the process this is a call of the work and nothing more.
 * @param outcomeOf tells the facts that only the end knows
 */
export function traced<T>(
  name: string,
  facts: SpanFacts,
  work: () => Promise<T>,
  outcomeOf: (value: T) => SpanFacts = () => ({}),
): Promise<T> {
  return trace.getTracer('iterable-connector').startActiveSpan(name, { attributes: { ...facts } }, async (span) => {
    try {
      const value = await work();
      span.setAttributes({ ...outcomeOf(value) });
      return value;
    } catch (error) {
      // the message of an error can quote a value; its name cannot
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}
