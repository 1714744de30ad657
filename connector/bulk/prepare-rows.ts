import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { Action } from '../define.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import { isObject } from '../iterable/decode-error.ts';
import { prepareCall, type PreparedCall, type PreparedItem } from '../iterable/prepare-call.ts';
import { checkFieldTypes, type FieldTypes } from './field-types.ts';
import type { RowMapper } from './row-mapper.ts';
import type { SourceRow } from './source-row.ts';

export interface RowRules {
  action: Action;
  connection: Pick<IterableConnection, 'projectType'>;
  /** input of the action besides its items */
  input: JsonObject;
  mapRow: RowMapper;
  /** null: types are left to Iterable */
  fieldTypes: FieldTypes | null;
  /** the source has text only */
  isText: boolean;
  /** makes the call of each row recognisable, the same after a restart */
  runId: string;
}

/** The call without items, which all chunks of a run share. Throws what is wrong with the input. */
export function prepareFrame({ action, connection, input, runId }: RowRules): PreparedCall {
  return prepareCall(action, { ...input, [itemsKey(action)]: [] }, connection, runId);
}

/** One row to the item that is sent, or what is wrong with it. */
export function prepareRow(rules: RowRules, { row, value, fault }: SourceRow): PreparedItem | { fault: string } {
  if (value === null) return { fault: fault ?? 'The row cannot be read.' };
  const { action, connection, input, mapRow, fieldTypes, isText, runId } = rules;
  const key = itemsKey(action);
  try {
    const mapped = mapRow(value);
    let item = mapped;
    if (fieldTypes !== null && isObject(mapped.dataFields)) {
      const checked = checkFieldTypes(mapped.dataFields, fieldTypes, isText);
      if ('fault' in checked) return checked;
      if (checked.fields !== mapped.dataFields) item = { ...mapped, dataFields: checked.fields };
    }
    const prepared = prepareCall(action, { ...input, [key]: [item] }, connection, `${runId}/${String(row)}`);
    const found = prepared.items[0];
    if (found !== undefined) return { index: row, body: found.body };
    throw prepared.faults.get(0) ?? new ConnectorError('ITC_INPUT_INVALID');
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // the place in a list of one would mislead: the row is named by its number
    return { fault: error.message.replaceAll(`${key}[0]`, 'row') };
  }
}

const itemsKey = ({ batch }: Action): string => batch?.items ?? 'items';
