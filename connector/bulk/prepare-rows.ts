import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { Action } from '../define.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import { keyOf } from '../iterable/bulk-result.ts';
import { checkInput } from '../iterable/check-input.ts';
import { isObject } from '../iterable/decode-error.ts';
import { identitiesOf } from '../iterable/plan-batches.ts';
import { prepareCall, prepareChecked, type PreparedCall, type PreparedItem } from '../iterable/prepare-call.ts';
import { compileItemPasses, type Passes } from './compile-passes.ts';
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
  /** ids of what was made for the content of the messages */
  current?: JsonObject;
}

/** What becomes of a row: an item to send, whose `index` is the number of the row, or what is wrong with it. */
export type PreparedRow = PreparedItem | { fault: string };

/** The call without items, which all chunks of a run share. Throws what is wrong with the input. */
export function prepareFrame({ action, connection, input, runId, current }: RowRules): PreparedCall {
  const key = itemsKey(action);
  const prepare = (items: Json): PreparedCall =>
    prepareCall(action, { ...input, [key]: items }, connection, runId, current);
  const { [key]: shown, ...rest } = action.examples[0].input as JsonObject;
  const takesNone = checkInput(action, { ...rest, [key]: [] }).issues === null;
  if (takesNone) return prepare([]);
  // a list that must not be empty is held open by an item of the action's own example
  const call = prepare((shown as Json[]).slice(0, 1));
  return {
    ...call,
    input: { ...(call.input as JsonObject), [key]: [] },
    parts: { ...call.parts, body: { ...call.parts.body, [key]: [] } },
    items: [],
    faults: new Map(),
    count: 0,
  };
}

/**
 * Makes rows into items, in groups, for checking a list costs far less than checking each row by itself. An action that puts
 * the step key into its items gets each row with a key of its own, so that a row keeps its key whatever group it is in.
 */
export function createRowPreparer(rules: RowRules): (rows: readonly SourceRow[]) => PreparedRow[] {
  let usesKey = false;
  const { action } = rules;
  const passes = compileItemPasses(action.input, itemsKey(action));
  const checked: ItemCheck = { passes, frame: prepareFrame(rules).input as JsonObject };
  const watched: Action = {
    ...action,
    request: (input, { projectType, stepKey }) =>
      action.request(input, {
        projectType,
        get stepKey() {
          usesKey = true;
          return stepKey;
        },
      }),
  };
  return (rows) => {
    const mapped = rows.map((row) => mapOne(rules, row));
    if (!usesKey) {
      const prepared = prepareGroup(rules, checked, watched, mapped, rows, rules.runId);
      if (!usesKey) return prepared;
    }
    return rows.flatMap((row, at) =>
      prepareGroup(rules, checked, action, mapped.slice(at, at + 1), [row], `${rules.runId}/${String(row.row)}`),
    );
  };
}

type MappedRow = { item: JsonObject } | { fault: string };

function mapOne({ mapRow, fieldTypes, isText }: RowRules, { value, fault }: SourceRow): MappedRow {
  if (value === null) return { fault: fault ?? 'The row cannot be read.' };
  try {
    const item = mapRow(value);
    if (fieldTypes === null || !isObject(item.dataFields)) return { item };
    const checked = checkFieldTypes(item.dataFields, fieldTypes, isText);
    if ('fault' in checked) return checked;
    return checked.fields === item.dataFields ? { item } : { item: { ...item, dataFields: checked.fields } };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { fault: error.message };
  }
}

interface ItemCheck {
  /** null: the schema looks at every row */
  passes: Passes | null;
  /** the checked input without items */
  frame: JsonObject;
}

function prepareGroup(
  { connection, input }: RowRules,
  { passes, frame }: ItemCheck,
  action: Action,
  mapped: readonly MappedRow[],
  rows: readonly SourceRow[],
  stepKey: string,
): PreparedRow[] {
  const key = itemsKey(action);
  const result: PreparedRow[] = mapped.map((row) => ('fault' in row ? row : { fault: 'The row gives no item.' }));
  const places: number[] = [];
  const items: JsonObject[] = [];
  for (const [place, row] of mapped.entries()) {
    if ('fault' in row) continue;
    places.push(place);
    items.push(row.item);
  }
  if (items.length === 0) return result;
  const prepared =
    passes !== null && items.every(passes)
      ? prepareChecked(
          action,
          { input: { ...frame, [key]: items }, faults: new Map(), places: [] },
          connection,
          stepKey,
        )
      : prepareCall(action, { ...input, [key]: items }, connection, stepKey);
  for (const { index, body } of prepared.items) {
    const place = places[index] ?? 0;
    result[place] = new SerialisedItem(rows[place]?.row ?? 0, body);
  }
  for (const [index, { message }] of prepared.faults) {
    // the place in this group would mislead: the row is named by its number
    result[places[index] ?? 0] = { fault: message.replaceAll(`${key}[${String(index)}]`, 'row') };
  }
  return result;
}

/** An item as text, which is all that a call needs: thousands wait for theirs, and the parts of a body are most of the garbage of a run. */
class SerialisedItem implements PreparedItem {
  readonly index: number;
  readonly text: string;
  readonly names: readonly string[];
  readonly key: string;

  constructor(index: number, body: JsonObject) {
    this.index = index;
    this.text = JSON.stringify(body);
    this.names = identitiesOf({ body });
    this.key = keyOf({ index, body });
  }

  get body(): JsonObject {
    return JSON.parse(this.text) as JsonObject;
  }
}

const itemsKey = ({ batch }: Action): string => batch?.items ?? 'items';
