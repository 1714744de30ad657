import type { JsonObject } from '../../errors/json.ts';
import type { ActionRun } from './action-run.ts';
import { bodyOf } from './bulk-run-of.ts';
import { checkHorizon } from './check-horizon.ts';
import { planBatches } from './plan-batches.ts';
import { prepareCall, requireInput } from './prepare-call.ts';
import { personOf } from './read-first.ts';

export interface PreviewedRequest {
  method: string;
  url: string;
  body: JsonObject | null;
}

/** What a step would do: the requests it would make, or in words where it ends in this connector. */
export interface ActionPreview {
  requests: PreviewedRequest[];
  /** null: the requests say all */
  instead: string | null;
}

/**
 * The requests that a run would make, in order, with nothing sent (a bulk call that Iterable refuses may be split further).
 * Of an action that reads before it writes only the read is shown: what it would write depends on the answer.
 * Throws the ConnectorError that the run would end with.
 */
export function previewRequest(run: Omit<ActionRun, 'signal'>): PreviewedRequest[] {
  const { action, connection, client } = run;
  if (action.readFirst !== undefined) {
    const input = requireInput(action, run.input);
    const { endpoint, parts } = action.readFirst.request(personOf(action, input, connection));
    return [{ method: endpoint.method, ...client.preview(connection, endpoint, parts) }];
  }
  const prepared = prepareCall(action, run.input, connection, run.stepKey);
  checkHorizon(action, prepared.input, client.now());
  const { endpoint, parts } = prepared;
  const show = (body: JsonObject | undefined): PreviewedRequest => ({
    method: endpoint.method,
    ...client.preview(connection, endpoint, body === undefined ? parts : { ...parts, body }),
  });
  const { batch } = action;
  if (batch === undefined) return [show(undefined)];
  const { [batch.items]: _, ...frame } = parts.body ?? {};
  return planBatches(prepared.items, frame, batch).chunks.flatMap((chunk) =>
    batch.one === undefined
      ? [show(bodyOf(prepared, batch.items, chunk))]
      : chunk.map(({ body }) => show(batch.one?.(frame as JsonObject, body))),
  );
}
