import { sampleAudience, uploadBulkFile, type BulkAudience } from '../../api/bulk-queries.ts';
import type { FieldSpec } from '../../fields/field-spec.ts';
import { jsonOf } from '../../fields/field-value.ts';
import { delimiterOf, exportOf, formatOf, type Draft, type Found } from './draft.ts';

/** bytes of a file that tell its form */
const beginBytes = 65_536;

interface SourceSpecs {
  list: FieldSpec | undefined;
  events: FieldSpec | undefined;
}

/**
 * Brings the source of a draft to the server and looks at its first rows. Throws ApiFailure.
 * @param onProgress told the share of an upload that is there, from 0 to 1
 */
export async function findAudience(
  draft: Draft,
  specs: SourceSpecs,
  onProgress: (share: number) => void,
): Promise<Found> {
  const audience = await audienceOf(draft, specs, onProgress);
  return { audience, sample: await sampleAudience(draft.connection ?? '', audience) };
}

async function audienceOf(
  draft: Draft,
  { list, events }: SourceSpecs,
  onProgress: (share: number) => void,
): Promise<BulkAudience> {
  if (draft.source === 'list') {
    const chosen = list === undefined || draft.list === undefined ? undefined : jsonOf(list, draft.list);
    return { format: 'ndjson', list: Number(chosen) };
  }
  if (draft.source === 'events') {
    return { format: 'ndjson', export: exportOf(events?.fields ?? [], draft.events) as never };
  }
  const blob = draft.source === 'paste' || draft.file === null ? new Blob([draft.text]) : draft.file;
  const begin = await blob.slice(0, beginBytes).text();
  const format = formatOf(begin, draft.source === 'file' ? draft.file?.name : '');
  const delimiter = draft.delimiter === '' ? delimiterOf(begin) : draft.delimiter;
  const file = await uploadBulkFile(blob, onProgress);
  return { file, format, ...(format === 'csv' ? { delimiter } : {}) };
}
