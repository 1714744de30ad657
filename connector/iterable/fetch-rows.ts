import type { Readable } from 'node:stream';

import { ConnectorError } from '../../errors/connector-error.ts';
import { errorCatalogue } from '../../errors/error-catalogue.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { Action, Endpoint, RowForm } from '../define.ts';
import type { Exchange } from '../store/store.ts';
import type { ActionResult, IterableConnection } from './action-result.ts';
import type { IterableClient } from './client.ts';
import { prepareCall } from './prepare-call.ts';
import type { StreamClient } from './stream-client.ts';

export interface RowFetch {
  action: Action;
  input: JsonObject;
  connection: IterableConnection;
  /** stable for one step of one job */
  stepKey: string;
  client: Pick<IterableClient, 'preview' | 'now'>;
  streams: StreamClient;
  write: (form: RowForm, body: Readable) => Promise<{ file: string; bytes: number }>;
}

/**
 * Brings the answer of an action that has rows to a file, whatever its size; the output is `{ file, bytes }`. Waits for the limit of
 * the endpoint. Never throws for what Iterable or the input does: a body that breaks off is to be asked for again.
 */
export async function fetchRows(fetch: RowFetch): Promise<ActionResult> {
  const { action, input, connection, stepKey, client, streams, write } = fetch;
  const result = { output: null, items: null, error: null, exchanges: [] as Exchange[], retryAfterMs: null };
  try {
    if (action.rows === undefined) {
      throw new ConnectorError('ITC_INPUT_INVALID', `The action ${action.name} does not answer in rows.`);
    }
    const { endpoint, parts } = prepareCall(action, input, connection, stepKey);
    const begun = client.now();
    const { body } = await streams.open(connection, endpoint as Endpoint & { method: 'GET' }, parts);
    const output = await write(action.rows, body);
    const exchange: Exchange = {
      method: endpoint.method,
      url: client.preview(connection, endpoint, parts).url,
      requestBody: null,
      status: 200,
      responseBody: null,
      requestId: null,
      startedAt: new Date(begun).toISOString(),
      durationMs: client.now() - begun,
    };
    return { ...result, outcome: 'success', output, exchanges: [exchange] };
  } catch (cause) {
    const error =
      cause instanceof ConnectorError
        ? cause
        : new ConnectorError('ITC_ITERABLE_NO_ANSWER', 'The answer of Iterable broke off.', { cause });
    return {
      ...result,
      outcome: errorCatalogue[error.code].retry === 'later' ? 'retry' : 'rejected',
      error: error.toJSON(),
    };
  }
}
