import type { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { Exchange } from '../store/store.ts';
import type { ActionRun } from './action-run.ts';
import { diagnoseKey } from './diagnose-key.ts';
import type { Verdict } from './outcome.ts';
import type { PreparedCall } from './prepare-call.ts';
import type { RawAnswer } from './raw-answer.ts';

/** One call of an action, with `body` or the JSON text `payload` in place of its own body. */
export function callAction(
  run: ActionRun,
  { endpoint, parts }: PreparedCall,
  body?: JsonObject,
  payload?: string,
): Promise<RawAnswer> {
  return run.client.call(run.connection, endpoint, body === undefined ? parts : { ...parts, body }, {
    ...(run.action.secrets === undefined ? {} : { secrets: run.action.secrets }),
    ...(run.signal === undefined ? {} : { signal: run.signal }),
    ...(run.keepBodies === undefined ? {} : { keepBodies: run.keepBodies }),
    ...(payload === undefined ? {} : { payload }),
  });
}

/** What a refusal means for the one who reads it; a refused key is asked after in both regions. */
export async function explain(
  run: ActionRun,
  verdict: Verdict,
  answer: RawAnswer,
): Promise<{ error: ConnectorError | null; exchanges: Exchange[] }> {
  if (verdict.error?.code === 'ITC_ITERABLE_TYPE_MISMATCH') run.fieldCheck?.contradicted();
  if (answer.status !== 401 || verdict.error === null) return { error: verdict.error, exchanges: [] };
  const { error, probe } = await diagnoseKey(run.client, run.connection, { error: verdict.error, answer });
  return { error, exchanges: probe === null || probe.exchange === null ? [] : [probe.exchange] };
}
