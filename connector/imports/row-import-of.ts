import type { ConsentBook } from '../consent/consent-book.ts';
import { preferenceImport } from '../consent/consent-csv.ts';
import { suppressionImport, type ImportParts } from '../sends/suppression-files.ts';
import type { ConnectionRecord } from '../store/store.ts';
import type { ImportOrder } from './import-step.ts';
import type { RowImport } from './row-import.ts';

export interface RowImportParts extends ImportParts {
  connections: { get(name: string): Promise<ConnectionRecord> };
  consent: () => Pick<ConsentBook, 'takePreferences'>;
}

/** What takes the rows of an order. Throws ITC_CONNECTION_UNKNOWN. */
export async function rowImportOf(
  { store, newId, connections, consent }: RowImportParts,
  { kind, connection, isDry, at = new Date(0).toISOString() }: ImportOrder,
): Promise<RowImport> {
  const { id } = await connections.get(connection);
  return kind === 'import_preferences'
    ? preferenceImport(consent(), connection, { isDry })
    : suppressionImport({ store, newId }, id, { isDry, at });
}
