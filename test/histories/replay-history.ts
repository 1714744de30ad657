import type { ActionResult } from '../../connector/iterable/action-result.ts';
import type { JobPorts, StepCall } from '../../connector/jobs/job-ports.ts';
import type { RowFiles } from '../../connector/jobs/row-files.ts';
import { runJob } from '../../connector/jobs/run-job.ts';
import type { ClaimedJob, JobChange, StepRecord } from '../../connector/store/store.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { realContext, realSteps } from '../recipes/real-declarations.ts';
import type { AfterCut, History, HistoryEntry } from './history.ts';

/** What the engine did with a history. */
export interface Replay {
  /** what it asked for beyond what it had at the start */
  calls: StepCall[];
  answers: { status: number; body: Json }[];
  ledger: StepRecord[];
  /** the last change of the job */
  change: JobChange | undefined;
}

const instant = Date.parse('2031-02-03T04:05:06.000Z');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const schemas = new Map<string, Json | undefined>();
function inputSchemaOf(name: string): Json | undefined {
  if (!schemas.has(name)) schemas.set(name, realContext.action(name)?.inputSchema as Json | undefined);
  return schemas.get(name);
}

const isCutOff = ({ error }: Pick<StepRecord, 'error'>): boolean => error?.code === 'ITC_STEP_CUT_OFF';
const keyOf = ({ job }: History, { path }: HistoryEntry): string => `${job}/${path}`;

/** Stands for the end of the process: what was recorded before stays, and nothing is recorded after. */
const processEnd = (): ConnectorError => new ConnectorError('ITC_STORE_UNAVAILABLE');
const isProcessEnd = (error: unknown): boolean =>
  error instanceof ConnectorError && error.code === 'ITC_STORE_UNAVAILABLE';

function recordOf({ job }: History, entry: HistoryEntry): StepRecord {
  const { path, stepId, kind, action, attempt, effect, idempotent, input, outcome, output, error } = entry;
  const recorded = { path, stepId, kind, action, attempt, effect, idempotent, input, outcome, output, error };
  const startedAt = new Date(instant).toISOString();
  return { ...structuredClone(recorded), jobId: job, items: null, exchanges: [], startedAt, endedAt: startedAt };
}

/** A held attempt that a person released counts as one to repeat. */
const release = (step: StepRecord): StepRecord => ({ ...step, outcome: 'retry' });

const ledgerOf = (history: History, cut: number): StepRecord[] =>
  history.ledger.slice(0, cut).map((entry) => {
    const step = recordOf(history, entry);
    return entry.released === true ? release(step) : step;
  });

function claimedOf({ recipe, event, job: id }: History, ledger: StepRecord[]): ClaimedJob {
  const { payload, ...arrival } = structuredClone(event);
  return {
    claim: 1,
    document: structuredClone(recipe),
    ledger: structuredClone(ledger),
    job: {
      id,
      recipe: recipe.name,
      version: 1,
      event: event.id,
      status: 'running',
      steps: ledger.length,
      startedAt: event.receivedAt,
      endedAt: null,
      createdAt: event.receivedAt,
      runAt: null,
      error: null,
      reason: null,
      rerunOf: null,
      task: null,
    },
    event: {
      ...arrival,
      connection: recipe.connection,
      kind: 'system_webhook',
      eventName: null,
      workflowId: null,
      duplicateOf: null,
      payload: {
        method: 'POST',
        contentType: 'application/json',
        headers: {},
        query: '',
        recipeId: null,
        body: Buffer.from(JSON.stringify(payload)),
      },
    },
  };
}

/** Keeps what the engine records as the store does: an outcome takes the place of its intent. */
function keep(ledger: StepRecord[], steps: readonly StepRecord[]): void {
  for (const step of structuredClone(steps)) {
    const at = ledger.findIndex(({ path, attempt }) => path === step.path && attempt === step.attempt);
    const before = ledger[at];
    if (before === undefined) ledger.push(step);
    else if (before.outcome === null) ledger[at] = step;
    else throw new Error(`${step.path} was recorded twice.`);
  }
}

type RowReader = Pick<RowFiles, 'read'>;

interface Drive {
  /** what the job has at the start; what it records goes there */
  ledger: StepRecord[];
  answer: (call: StepCall) => ActionResult;
  rows: RowReader;
  /** whether a person released the job when it was held for its last attempt */
  isReleased?: () => boolean;
}

async function drive(history: History, { ledger, answer, rows, isReleased = () => false }: Drive): Promise<Replay> {
  const replay: Replay = { calls: [], answers: [], ledger, change: undefined };
  // the engine takes what its ports throw for a failure of the step
  const faults: unknown[] = [];
  const ports: JobPorts = {
    store: {
      recordSteps: async (steps, _claim, change) => {
        try {
          keep(ledger, steps);
        } catch (fault) {
          faults.push(fault);
        }
        if (change !== undefined) replay.change = change;
        return true;
      },
      changeJob: async (_id, _claim, change) => {
        replay.change = change;
        return true;
      },
    },
    findAction: (name) => realSteps.find((step) => step.name === name),
    inputSchemaOf,
    runAction: async (call) => {
      replay.calls.push(structuredClone({ ...call, action: { name: call.action.name } }) as StepCall);
      try {
        return answer(call);
      } catch (fault) {
        if (!isProcessEnd(fault)) faults.push(fault);
        throw fault;
      }
    },
    rows: { ...rows, remove: async () => undefined },
    respond: (_eventId, { status, body }) => {
      replay.answers.push(structuredClone({ status, body }));
    },
    now: () => instant,
    random: () => 0,
    log: silent,
  };
  // each time round the job was waiting, was released or its process had ended; more often is an engine that stands still
  for (let round = 0; round <= 2 * history.ledger.length + 2; round += 1) {
    replay.change = undefined;
    try {
      await runJob(claimedOf(history, ledger), ports);
    } catch (error) {
      if (!isProcessEnd(error)) throw error;
    }
    if (faults.length > 0) throw faults[0];
    if (replay.change === undefined) continue;
    const { status } = replay.change;
    const last = ledger.at(-1);
    if (status === 'held' && last !== undefined && isReleased()) ledger[ledger.length - 1] = release(last);
    else if (status !== 'waiting') return replay;
  }
  throw new Error('The job does not end.');
}

/** Runs a history from one of its entries on, with what Iterable answered at the time. Throws when the engine asks for anything else. */
export function replayFrom(history: History, cut: number, rows: RowReader): Promise<Replay> {
  const toCome = history.ledger.slice(cut).filter(({ kind }) => kind === 'action');
  const ledger = ledgerOf(history, cut);
  return drive(history, {
    ledger,
    rows,
    isReleased: () => history.ledger[ledger.length - 1]?.released === true,
    answer({ stepKey, action }) {
      const next = toCome.shift();
      if (next === undefined) throw new Error(`${stepKey} was asked for behind the end.`);
      if (stepKey !== keyOf(history, next) || action.name !== next.action) {
        throw new Error(`${stepKey} was asked for in place of ${keyOf(history, next)}.`);
      }
      if (isCutOff(next)) throw processEnd();
      const { output, error } = structuredClone(next);
      const outcome = next.outcome ?? 'unknown';
      return { outcome, output, error, items: null, exchanges: [], retryAfterMs: null };
    },
  });
}

/** The calls of a history as today's engine makes them, one for each attempt that it was not given. */
export const observeCalls = async (history: History, rows: RowReader): Promise<StepCall[]> =>
  (await replayFrom(history, history.given, rows)).calls;

/** What the engine does where the process ended while the call of this entry was under way, and the call that it makes, if one. */
export async function afterCut(
  history: History,
  index: number,
  rows: RowReader,
): Promise<{ then: AfterCut; asked: StepCall | undefined }> {
  const entry = history.ledger[index];
  if (entry === undefined) throw new Error('no such entry');
  const intent = { ...recordOf(history, entry), outcome: null, output: null, error: null, endedAt: null };
  const { calls, change } = await drive(history, {
    ledger: [...ledgerOf(history, index), intent],
    rows,
    // what comes after the first call no longer counts
    answer: () => ({ outcome: 'rejected', output: null, error: null, items: null, exchanges: [], retryAfterMs: null }),
  });
  const [asked] = calls;
  return { then: asked === undefined ? (change?.status as AfterCut) : 'again', asked };
}

/** What the engine has to ask for from an entry on. */
export const expectedCalls = (history: History, cut: number) =>
  history.ledger.slice(cut).flatMap((entry) => {
    const { kind, action, input, connection, asRows, ignoreUnsubscribes } = entry;
    if (kind !== 'action') return [];
    const call = { action: { name: action }, input, connection, stepKey: keyOf(history, entry) };
    return [
      {
        ...call,
        ...(asRows === undefined ? {} : { asRows }),
        ...(ignoreUnsubscribes === undefined ? {} : { ignoreUnsubscribes }),
      },
    ];
  });

/** A step as two engines must agree on it; the wording of an error may change. */
export const comparable = ({
  path,
  stepId,
  kind,
  action,
  attempt,
  effect,
  idempotent,
  ...step
}: StepRecord | HistoryEntry) => ({
  ...{ path, stepId, kind, action, attempt, effect, idempotent },
  input: step.input,
  outcome: 'released' in step && step.released === true ? ('retry' as const) : step.outcome,
  output: step.output,
  code: step.error?.code ?? null,
});
