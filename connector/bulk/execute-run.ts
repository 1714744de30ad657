import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { Action } from '../define.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import type { IterableClient } from '../iterable/client.ts';
import type { PersonGate } from '../iterable/person-gate.ts';
import type { PreparedItem } from '../iterable/prepare-call.ts';
import { bulkRunOf } from '../iterable/bulk-run-of.ts';
import type { StreamClient } from '../iterable/stream-client.ts';
import { channelOf } from '../sends/recipients.ts';
import { refusalOf } from '../sends/send-item.ts';
import type { SendStage } from '../sends/send-stage.ts';
import type { BulkRunRecord, Store } from '../store/store.ts';
import type { BulkFiles } from './bulk-files.ts';
import { fetchSource, isRemote } from './fetch-source.ts';
import { hasFieldTypes, readFieldTypes } from './field-types.ts';
import type { LiveRun } from './live-run.ts';
import { requireColumns } from './needed-columns.ts';
import { prepareFrame, type RowRules } from './prepare-rows.ts';
import { findRows } from './result-file.ts';
import { createRowMapper } from './row-mapper.ts';
import { runRows } from './run-rows.ts';

export interface ExecuteParts {
  store: Store;
  files: BulkFiles;
  client: IterableClient;
  streams: StreamClient;
  gate: PersonGate;
  /** throws ITC_ACTION_UNKNOWN */
  findAction: (name: string) => { action: Action; inputSchema: Json };
  openConnection: (name: string) => Promise<IterableConnection>;
  /** what messages of the connection pass before they leave */
  sendStageOf: (connection: IterableConnection, runId: string) => Promise<SendStage>;
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * What turns rows of a run into items, without the field types of the project.
 * Throws ITC_ACTION_UNKNOWN, ITC_INPUT_INVALID, ITC_PILL_SYNTAX or ITC_FUNCTION_UNKNOWN.
 */
export function rulesOf(
  { findAction }: Pick<ExecuteParts, 'findAction'>,
  run: Pick<BulkRunRecord, 'id' | 'action' | 'input' | 'mapping' | 'isAuto' | 'source'>,
  connection: IterableConnection,
): RowRules {
  const { action, inputSchema } = findAction(run.action);
  if (action.batch === undefined) {
    throw new ConnectorError('ITC_INPUT_INVALID', `The action ${action.name} takes one thing at a time.`, {
      hint: 'Use an action with a bulk form: `itc actions show` says how many items a call carries.',
      details: { path: 'action' },
    });
  }
  const mapRow = createRowMapper(action, inputSchema, run);
  const isText = run.source.format === 'csv';
  const rules = { action, connection, input: run.input, mapRow, fieldTypes: null, isText, runId: run.id };
  prepareFrame(rules);
  return rules;
}

/** The same with the field types of the project, for actions that write profiles; one limited call. */
export async function withFieldTypes(
  client: IterableClient,
  rules: RowRules,
  connection: IterableConnection,
): Promise<RowRules> {
  return hasFieldTypes(rules.action) ? { ...rules, fieldTypes: await readFieldTypes(client, connection) } : rules;
}

interface Sending {
  sends: SendStage;
  rules: RowRules;
  screen: (item: PreparedItem) => Promise<string | null>;
}

/** What a run that sends messages needs besides its rows; null for one that does not. Throws what stops it as a whole. */
async function prepareSending(
  { sendStageOf }: Pick<ExecuteParts, 'sendStageOf'>,
  rules: RowRules,
  connection: IterableConnection,
): Promise<Sending | null> {
  const frame = prepareFrame(rules);
  if (frame.effect !== 'send') return null;
  const sends = await sendStageOf(connection, rules.runId);
  const made = await sends.makeContent(rules.action, frame.input);
  if (made !== null && 'stop' in made) {
    const { code, message, hint } = made.stop.error ?? new ConnectorError('ITC_ITERABLE_NO_ANSWER');
    throw new ConnectorError(code, message, { hint });
  }
  const ceiling = rules.action.batch?.ceiling?.(frame.input) ?? null;
  const about = { channel: channelOf(frame), messageTypeId: sends.typeOf(rules.action, frame.input), ceiling };
  return {
    sends,
    rules: made === null ? rules : { ...rules, current: made.current },
    screen: async (item) => (await refusalOf(sends, item, about))?.message ?? null,
  };
}

/** Runs a stored run on from where it is, and stores how it ends; a stop leaves its state alone. Throws what ends it. */
export async function executeRun(parts: ExecuteParts, record: BulkRunRecord, live: LiveRun): Promise<void> {
  const { store, files, client } = parts;
  const { id, source, input, progress } = record;
  const { signal } = live.control;
  const connection = await parts.openConnection(record.connection);
  const plain = rulesOf(parts, record, connection);
  const sending = await prepareSending(parts, plain, connection);
  const rules = sending?.rules ?? plain;
  const path = files.source(id, source.format);
  if (isRemote(source) && (await files.bytes(path)) === 0) {
    const onWait = (reason: string, waitMs: number): void => live.wait({ reason, waitMs });
    const body = await fetchSource(parts.streams, connection, source, { signal, onWait });
    live.wait(null);
    await files.writeSource(id, source.format, body, signal);
  }
  if (source.kind === 'export' && source.needs !== undefined && progress.row === 0) {
    await requireColumns({ path, format: source.format }, source.needs);
  }
  live.totalBytes = await files.bytes(path);
  const { delimiter } = source as { delimiter?: string };
  const end = await runRows({
    rules: await withFieldTypes(client, rules, connection),
    source: { path, format: source.format, ...(delimiter === undefined ? {} : { delimiter }) },
    selects:
      source.kind === 'run' ? await findRows(files.earlierResults(id), source.resultBytes, source.outcomes) : null,
    resultPath: files.results(id),
    progress,
    send: {
      bulk: bulkRunOf(
        {
          action: rules.action,
          input,
          connection,
          stepKey: id,
          client,
          keepBodies: false,
          ...(sending === null ? {} : { sends: sending.sends }),
        },
        prepareFrame(rules),
      ),
      gate: parts.gate,
      scope: connection.id,
      random: parts.random,
      sleep: parts.sleep,
      onWait: (wait) => live.wait(wait),
    },
    ...(sending === null ? {} : { screen: sending.screen }),
    signal,
    record: async (next) => {
      await store.recordBulkProgress(id, next);
      live.advance(next);
    },
  });
  if (end.status === 'done') await store.moveBulkRun(id, ['running', 'paused'], { status: 'done' });
  if (end.status === 'failed') {
    await store.moveBulkRun(id, ['running'], { status: 'failed', error: end.error.toJSON() });
  }
}
