import type { Action } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';
import type { IterableConnection } from './action-result.ts';
import { checkFieldTypes, fieldTypeError, type FieldClash } from './check-field-types.ts';
import { isObject } from './decode-error.ts';
import type { PreparedCall } from './prepare-call.ts';
import type { FieldLoader } from './project-fields.ts';

export const fieldCheckModes = ['off', 'warn', 'reject'] as const;
export type FieldCheckMode = (typeof fieldCheckModes)[number];
/** see docs/decisions/0007-field-check.md */
export const defaultFieldCheck: FieldCheckMode = 'reject';

/** Compares profile fields with the types of the project before a call leaves. */
export interface FieldCheck {
  /** Throws ITC_FIELD_TYPE; faults of single items of a batch are moved to the faults of the call. */
  apply(action: Action, prepared: PreparedCall): Promise<void>;
  /** Iterable has refused a type that passed here */
  contradicted(): void;
}

/** The check of one connection. Fields that cannot be loaded stop nothing: Iterable then decides alone. */
export function createFieldCheck(
  { loader, log }: { loader: FieldLoader; log: Pick<Log, 'warn'> },
  connection: IterableConnection,
  mode: FieldCheckMode,
): FieldCheck {
  const known = async (): Promise<ReadonlyMap<string, string> | null> => {
    try {
      return (await loader.load(connection)).fields;
    } catch (error) {
      if (error instanceof ConnectorError) return null;
      throw error;
    }
  };
  const warn = (action: Action, clashes: readonly FieldClash[]): void => {
    const error = fieldTypeError(clashes);
    log.warn(`${action.name} sends a value of another type than its field has in Iterable`, {
      connection: connection.name,
      code: error.code,
      error,
    });
  };

  return {
    contradicted: () => loader.expire(connection),
    async apply(action, prepared) {
      // only profile fields have types that Iterable tells
      if (mode === 'off' || action.writesProfile !== true || action.dataFields === undefined) return;
      const isSingle = action.batch === undefined;
      const rows = isSingle ? [prepared.parts.body] : prepared.items.map(({ body }) => body);
      if (!rows.some((row) => isObject(row?.dataFields))) return;
      const fields = await known();
      if (fields === null) return;
      const clashesOf = (row: (typeof rows)[number]): FieldClash[] =>
        isObject(row?.dataFields) ? checkFieldTypes(fields, row.dataFields) : [];
      if (isSingle) {
        const clashes = clashesOf(prepared.parts.body);
        if (clashes.length === 0) return;
        if (mode === 'reject') throw fieldTypeError(clashes);
        warn(action, clashes);
        return;
      }
      const refused = prepared.items.flatMap(({ index, body }) => {
        const clashes = clashesOf(body);
        return clashes.length === 0 ? [] : [{ index, clashes }];
      });
      if (refused.length === 0) return;
      if (mode === 'warn') {
        warn(action, refused.flatMap(({ clashes }) => clashes).slice(0, 20));
        return;
      }
      const indexes = new Set(refused.map(({ index }) => index));
      for (const { index, clashes } of refused) prepared.faults.set(index, fieldTypeError(clashes));
      prepared.items = prepared.items.filter(({ index }) => !indexes.has(index));
    },
  };
}
