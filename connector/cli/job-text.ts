import type { JobRecord, StepRecord } from '../store/store.ts';
import { indentedJson } from './output.ts';
import { pairLines, safeLine } from './text-table.ts';

/** A job with every attempt of every step, as REST shows it. */
export interface ShownJob extends JobRecord {
  ledger: Omit<StepRecord, 'jobId'>[];
}

function durationOf({ startedAt, endedAt }: { startedAt: string | null; endedAt: string | null }): string | null {
  if (startedAt === null || endedAt === null) return null;
  return `${Date.parse(endedAt) - Date.parse(startedAt)} ms`;
}

function titled(title: string, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return [`  ${title}`, ...indentedJson(value, '    ')];
}

function stepLines(step: ShownJob['ledger'][number]): string[] {
  const mark = step.outcome === 'success' ? '✔' : step.outcome === null ? '…' : '✖';
  const head = [
    mark,
    step.path,
    step.action ?? step.kind,
    `attempt ${step.attempt}`,
    step.outcome ?? 'no outcome recorded',
  ];
  const refused = step.items?.filter(({ outcome }) => outcome !== 'accepted') ?? [];
  return [
    safeLine([...head, durationOf(step) ?? ''].join('  ').trimEnd()),
    ...(step.error === null
      ? []
      : [safeLine(`  ${step.error.code}: ${step.error.message}`), safeLine(`  ${step.error.hint}`)]),
    ...titled('input', step.input),
    ...step.exchanges.flatMap((exchange) => [
      safeLine(
        `  ${exchange.method} ${exchange.url} -> ${exchange.status ?? 'no answer'} in ${exchange.durationMs} ms`,
      ),
      ...titled('request', exchange.requestBody),
      ...titled('response', exchange.responseBody),
    ]),
    ...titled('output', step.output),
    ...(refused.length === 0 ? [] : titled('items not accepted', refused)),
  ];
}

/** The HTTP status of each step that called Iterable: `user 200, event 429 200`. */
export function httpText(ledger: ShownJob['ledger']): string {
  const byStep = new Map<string, string[]>();
  for (const { stepId, exchanges } of ledger) {
    const statuses = exchanges.map(({ status }) => String(status ?? 'no answer'));
    if (statuses.length > 0) byStep.set(stepId, [...(byStep.get(stepId) ?? []), ...statuses]);
  }
  return [...byStep].map(([step, statuses]) => `${step} ${statuses.join(' ')}`).join(', ');
}

/** A job with its steps, for reading. */
export function jobLines(job: ShownJob): string[] {
  return [
    ...pairLines({
      id: job.id,
      recipe: `${job.recipe} (version ${job.version})`,
      event: job.event,
      status: job.status,
      started: job.startedAt,
      ended: job.endedAt,
      took: durationOf(job),
      'goes on at': job.status === 'waiting' ? job.runAt : null,
      reason: job.reason,
      'rerun of': job.rerunOf,
      error: job.error === null ? null : `${job.error.code}: ${job.error.message}`,
      'what to do': job.error?.hint,
    }),
    ...job.ledger.flatMap((step) => ['', ...stepLines(step)]),
  ];
}
