import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { payloadFaults, type PayloadFault } from '../learning/payload-faults.ts';
import type { ClaimedJob, JobChange, StepRecord } from '../store/store.ts';
import type { JobPorts } from './job-ports.ts';

/** No step can have this id, so that the entry of the check never stands for one. */
const checkPath = '$trigger';

/** An entry for the ledger, and with `onDrift: hold` what it does to the job. */
export interface PayloadCheck {
  record: StepRecord;
  pause: JobChange | null;
}

/**
 * Compares the payload of a job that has not begun with the saved schema of its trigger; null when nothing is to be said. A job with
 * any entry in its ledger has begun or was released: releasing turns the entry of the check into one that is passed, so that a crash
 * between hold and release, or after it, changes nothing.
 */
export async function checkPayload(
  { job, document, event, ledger }: ClaimedJob,
  payload: Json,
  ports: Pick<JobPorts, 'savedSchemaOf' | 'now'>,
): Promise<PayloadCheck | null> {
  if (ledger.length > 0) return null;
  const schema = (await ports.savedSchemaOf?.(event)) ?? null;
  if (schema === null) return null;
  const faults = payloadFaults(document, payload, schema);
  const [first] = faults;
  if (first === undefined) return null;
  const at = new Date(ports.now()).toISOString();
  const error = new ConnectorError('ITC_PAYLOAD_DRIFTED', `${sentence(first)}${more(faults.length)}`, {
    details: { path: first.path, found: first.found, faults },
  }).toJSON();
  const isHeld = document.trigger.onDrift === 'hold';
  const record: StepRecord = {
    jobId: job.id,
    path: checkPath,
    stepId: checkPath,
    kind: 'record',
    action: null,
    attempt: 1,
    effect: null,
    idempotent: true,
    input: null,
    outcome: isHeld ? 'unknown' : 'success',
    output: isHeld ? null : { warnings: faults.map(sentence) },
    items: null,
    exchanges: [],
    error: isHeld ? error : null,
    startedAt: at,
    endedAt: at,
  };
  return { record, pause: isHeld ? { status: 'held', error, reason: sentence(first) } : null };
}

function sentence({ path, expected, found, pill }: PayloadFault): string {
  const is = found === 'missing' ? 'is missing' : `is ${found}, not ${expected.join(' or ')}`;
  return `${path} ${is} (used at ${pill}).`;
}

const more = (count: number): string => (count > 1 ? ` ${String(count - 1)} more mapped fields differ.` : '');
