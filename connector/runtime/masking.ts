import type { Json } from '../../errors/json.ts';
import type { JobPorts } from '../jobs/job-ports.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import type { ConnectionBook } from './connection-book.ts';

// by the event and not by the job: a job that is run again takes the outputs of the first one over
const place = (row: string, field: string): SealPlace => ({ table: 'steps', row, field });

export interface OutputSeal extends Pick<NonNullable<JobPorts['masking']>, 'seal' | 'open'> {
  /** as `open`, as JSON text */
  openText(sealed: string, eventId: string, path: string): string;
}

/** The seal of the outputs that history hides and recipes still need. */
export function createOutputSeal(sealer: Pick<Sealer, 'seal' | 'open'>): OutputSeal {
  const openText: OutputSeal['openText'] = (sealed, eventId, path) => sealer.open(sealed, place(eventId, path));
  return {
    seal: (output, eventId, path) => sealer.seal(JSON.stringify(output), place(eventId, path)),
    open: (...given) => JSON.parse(openText(...given)) as Json,
    openText,
  };
}

/** What the history of jobs hides, by connection. */
export function createMasking(
  connections: Pick<ConnectionBook, 'byName'>,
  seal: OutputSeal,
): NonNullable<JobPorts['masking']> {
  return { ...seal, fieldsOf: (name) => Promise.resolve(connections.byName(name)?.maskedFields ?? []) };
}
