import type { Json } from '../../errors/json.ts';
import type { JobPorts } from '../jobs/job-ports.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import type { ConnectionBook } from './connection-book.ts';

// by the event and not by the job: a job that is run again takes the outputs of the first one over
const place = (row: string, field: string): SealPlace => ({ table: 'steps', row, field });

/** What the history of jobs hides, by connection, and the seal of the outputs that recipes still need. */
export function createMasking(
  connections: Pick<ConnectionBook, 'list'>,
  sealer: Pick<Sealer, 'seal' | 'open'>,
): NonNullable<JobPorts['masking']> {
  return {
    fieldsOf: async (name) => (await connections.list()).find((one) => one.name === name)?.maskedFields ?? [],
    seal: (output, eventId, path) => sealer.seal(JSON.stringify(output), place(eventId, path)),
    open: (sealed, eventId, path) => JSON.parse(sealer.open(sealed, place(eventId, path))) as Json,
  };
}
