import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { JobEnd, StepAnswer, StepRequest } from '../../recipes/job-machine.ts';
import { isJobEnd } from '../../recipes/resume-recipe.ts';
import { startRecipe } from '../../recipes/start-recipe.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import { describeCall } from '../iterable/check-input.ts';
import { hideSecrets } from '../iterable/hide-secrets.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { ClaimedJob, JobChange, StepRecord } from '../store/store.ts';
import { checkPayload } from './check-payload.ts';
import type { JobPorts } from './job-ports.ts';
import { createFieldMask, noMask, type FieldMask } from './mask-fields.ts';
import { answerOf, countCutOffs, cutOff, iso, settleBefore, settleResult, type StepEnd } from './settle-attempt.ts';

type ActionRequest = Extract<StepRequest, { kind: 'action' }>;
type PageRequest = Extract<StepRequest, { kind: 'page' }>;

/**
 * Runs one claimed job until it ends, waits or is held. The intent of each call is on disk before it leaves; its outcome and what it does
 * to the job are written in one transaction. Stops without a trace when the claim was lost. Throws only when the store fails: the job
 * then stays running until its lease ends, and the ledger says how far it came.
 */
export async function runJob(claimed: ClaimedJob, ports: JobPorts): Promise<void> {
  const { job, claim, event } = claimed;
  const { store } = ports;
  const last = new Map<string, StepRecord>();
  for (const step of claimed.ledger) last.set(step.path, step);
  const allCutOffs = countCutOffs(claimed.ledger);

  let mask = noMask;
  // what the ledger does not have yet: written with the next intent or the change of the job, so that neither can stand without it
  let unwritten: StepRecord[] = [];
  const files = new Set<string>();
  const record = async (steps: StepRecord[], change?: JobChange): Promise<boolean> => {
    const all = [...unwritten, ...steps].map(mask.step);
    unwritten = [];
    const shown = mask.change(change);
    const isWritten =
      all.length > 0
        ? await store.recordSteps(all, claim, shown)
        : shown === undefined || (await store.changeJob(job.id, claim, shown));
    if (isWritten && shown !== undefined) ports.jobChanged?.(job, shown);
    return isWritten;
  };

  try {
    const trigger = {
      payload: payloadOf(event.payload),
      eventId: event.id,
      receivedAt: event.receivedAt,
      jobId: job.id,
    };
    mask = await maskOf(claimed, trigger.payload, ports);
    const check = await checkPayload(claimed, trigger.payload, ports);
    if (check !== null && check.pause !== null) {
      await record([check.record], check.pause);
      return;
    }
    if (check !== null) unwritten.push(check.record);
    const run = startRecipe(claimed.document, trigger, { inputSchemaOf: ports.inputSchemaOf });
    let next: StepRequest | JobEnd = run.next().value;
    const advance = (answer: StepAnswer): StepRequest | JobEnd => run.next(answer).value;

    while (!isJobEnd(next)) {
      const before = last.get(next.path);
      if (next.kind === 'page') {
        files.add(next.file);
        const page = await takePage(job.id, next, before, ports);
        if (page.record !== null) unwritten.push(page.record);
        next = advance(page.answer);
        continue;
      }
      if (before !== undefined && isFinal(before)) {
        next = advance(answerOf(openOutput(before, event.id, ports)));
        continue;
      }
      if (next.kind !== 'action') {
        if (next.kind === 'respond') ports.respond(event.id, { status: next.status, body: next.body });
        const plain = plainRecord(job.id, next, ports.now());
        unwritten.push(plain);
        next = advance(answerOf(plain));
        continue;
      }
      const intent = intentOf(job.id, next, before, ports);
      const cutOffs = allCutOffs.get(next.path) ?? 0;
      let end: StepEnd | null = before === undefined ? null : settleBefore(next, { record: before, cutOffs }, ports);
      if (end === null) {
        // an attempt that a crash cut off must not look as if it still ran
        if (before?.outcome === null) unwritten.push(cutOff(before, ports));
        // counted with the first attempt: a repetition is the same message
        if (intent.effect === 'send' && before === undefined && (await isOverCeiling(job.id, next.path, ports))) {
          await record([], { status: 'held', error: new ConnectorError('ITC_SENDS_PER_DAY').toJSON() });
          return;
        }
        if (!(await record([intent]))) return;
        end = settleResult(next, { record: intent, cutOffs }, await call(next, intent, job.id, ports), ports);
      }
      if ('pause' in end) {
        await record([end.record], end.pause);
        return;
      }
      next = advance(end.answer);
      if (end.record !== null) unwritten.push(end.record);
    }
    const { status, reason, error } = next;
    const isEnded = await record([], { status, reason: reason ?? null, error: error ?? null });
    // a failed job may go on from where it failed
    if (isEnded && status !== 'failed') await forgetOwn(job.id, files, ports);
  } catch (cause) {
    if (cause instanceof ConnectorError && cause.code === 'ITC_STORE_UNAVAILABLE') throw cause;
    const error = cause instanceof ConnectorError ? cause : new ConnectorError('ITC_STEP_FAILED', undefined, { cause });
    ports.log.error('a job failed inside the connector', { job: job.id, error: cause });
    await record([], { status: 'failed', error: error.toJSON() });
  }
}

async function maskOf({ event }: ClaimedJob, payload: Json, { masking }: JobPorts): Promise<FieldMask> {
  if (masking === undefined) return noMask;
  const fields = await masking.fieldsOf(event.connection);
  return createFieldMask(fields, payload, (output, path) => masking.seal(output, event.id, path));
}

/** The recorded step with its output as it was: what is masked is for the eyes of people, not for the steps after it. */
function openOutput(step: StepRecord, eventId: string, { masking }: JobPorts): StepRecord {
  const { sealedOutput = null } = step;
  if (sealedOutput === null || masking === undefined) return step;
  return { ...step, output: masking.open(sealedOutput, eventId, step.path) };
}

async function isOverCeiling(jobId: string, path: string, { countSend, now }: JobPorts): Promise<boolean> {
  const day = iso(now()).slice(0, 10);
  return countSend !== undefined && !(await countSend(jobId, path, day));
}

/** Success and refusal are final; a lost or delayed answer may be followed by another attempt. */
const isFinal = (step: StepRecord): boolean => step.outcome === 'success' || step.outcome === 'rejected';

function plainRecord(jobId: string, step: Exclude<StepRequest, ActionRequest | PageRequest>, now: number): StepRecord {
  const output = step.kind === 'respond' ? { status: step.status, body: step.body } : step.output;
  const { path, stepId, kind } = step;
  const nothing = { action: null, effect: null, input: null, items: null, error: null, exchanges: [] };
  return {
    ...nothing,
    jobId,
    path,
    stepId,
    kind,
    attempt: 1,
    idempotent: true,
    outcome: 'success',
    output,
    startedAt: iso(now),
    endedAt: iso(now),
  };
}

/** Reads a page; the ledger keeps where it lies and not what is in it. A page that was taken before is the same one again. */
async function takePage(
  jobId: string,
  step: PageRequest,
  before: StepRecord | undefined,
  ports: JobPorts,
): Promise<{ record: StepRecord | null; answer: StepAnswer }> {
  const { path, stepId, file, from } = step;
  const known = before?.outcome === 'success' ? (before.output as { read: number }).read : null;
  try {
    const { read, ...page } = await ports.rows.read(file, from, known ?? step.size);
    const answer: StepAnswer = { outcome: 'success', output: page as unknown as Json };
    const output = { firstRow: from.row + 1, read, rows: page.rows.length, badRows: page.badRows };
    return {
      record: known === null ? plainRecord(jobId, { kind: 'record', path, stepId, output }, ports.now()) : null,
      answer,
    };
  } catch (cause) {
    if (!(cause instanceof ConnectorError)) throw cause;
    return { record: null, answer: { outcome: 'rejected', output: null, error: cause.toJSON() } };
  }
}

/** Rows that another job brought stay with that job. */
async function forgetOwn(jobId: string, files: ReadonlySet<string>, ports: JobPorts): Promise<void> {
  for (const file of files) if (file.includes(jobId)) await ports.rows.remove(file);
}

function intentOf(jobId: string, step: ActionRequest, before: StepRecord | undefined, ports: JobPorts): StepRecord {
  const action = ports.findAction(step.action);
  const { effect, idempotent } =
    action === undefined ? { effect: null, idempotent: true } : describeCall(action, step.input);
  return {
    jobId,
    path: step.path,
    stepId: step.stepId,
    kind: 'action',
    action: step.action,
    attempt: (before?.attempt ?? 0) + 1,
    effect,
    idempotent,
    input: action === undefined ? step.input : hideSecrets(action, step.input),
    outcome: null,
    output: null,
    items: null,
    exchanges: [],
    error: null,
    startedAt: iso(ports.now()),
    endedAt: null,
  };
}

async function call(step: ActionRequest, intent: StepRecord, jobId: string, ports: JobPorts): Promise<ActionResult> {
  const refuse = (error: ConnectorError): ActionResult => ({
    outcome: 'rejected',
    output: null,
    items: null,
    error: error.toJSON(),
    exchanges: [],
    retryAfterMs: null,
  });
  const action = ports.findAction(step.action);
  if (action === undefined)
    return refuse(new ConnectorError('ITC_ACTION_UNKNOWN', `There is no action named ${step.action}.`));
  try {
    return await ports.runAction({
      action,
      input: step.input,
      connection: step.connection,
      stepKey: `${jobId}/${step.path}`,
      ...(step.asRows === undefined ? {} : { asRows: step.asRows }),
      ...(step.ignoreUnsubscribes === undefined ? {} : { ignoreUnsubscribes: step.ignoreUnsubscribes }),
    });
  } catch (cause) {
    // the ledger has the intent: whether the call left is decided when the store is back
    if (cause instanceof ConnectorError && cause.code === 'ITC_STORE_UNAVAILABLE') throw cause;
    if (cause instanceof ConnectorError) return refuse(cause);
    ports.log.error('an action threw', { job: jobId, step: step.path, error: cause });
    // whether the call left is not known, so nothing is claimed about it
    const error = new ConnectorError('ITC_STEP_FAILED', undefined, { cause });
    return { ...refuse(error), outcome: intent.effect === 'read' ? 'rejected' : 'unknown' };
  }
}
