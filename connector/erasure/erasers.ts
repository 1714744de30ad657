import type { BulkFiles } from '../bulk/bulk-files.ts';
import type { ConsentBook } from '../consent/consent-book.ts';
import type { RowFiles } from '../jobs/row-files.ts';
import type { Learner } from '../learning/learner.ts';
import { personNames } from '../sends/person-names.ts';
import type { BulkRunRecord, EraseStep, Store } from '../store/store.ts';
import { blankCells, blankLines, blankObject, blankResult } from './blank-lines.ts';
import type { Eraser, ErasureSubject } from './eraser.ts';
import { withoutValues } from './without-values.ts';
import { emptyMeta } from '../store/shape-meta.ts';

export interface EraserParts {
  store: Store;
  files: BulkFiles;
  rowFiles: Pick<RowFiles, 'ofConnection'>;
  learner: Pick<Learner, 'settle'>;
  consent: Pick<ConsentBook, 'erase'>;
  openOutput: EraseStep['openOutput'];
}

// about a second, between two looks at whether it was paused
const slicesPerPart = 25;

/** Events with their jobs and steps. */
const eventEraser = ({ store, openOutput }: EraserParts): Eraser => ({
  name: 'events',
  async *erase({ connection, mentions }, from) {
    const of = await store.countEvents({ connection: connection.name });
    let after = from;
    do {
      const counts = { events: 0, jobs: 0, steps: 0 };
      let looked = 0;
      for (let slice = 0; slice < slicesPerPart && (slice === 0 || after !== null); slice += 1) {
        const step = await store.eraseEvents({ connectionId: connection.id, after, mentions, openOutput });
        for (const name of ['events', 'jobs', 'steps'] as const) counts[name] += step[name];
        looked += step.looked;
        after = step.next;
      }
      yield { counts, after, looked, of };
    } while (after !== null);
  },
});

/** A store that is looked through without a break; answers how many things were erased, or several counts under names of their own. */
const wholeEraser = (
  name: string,
  erase: (subject: ErasureSubject) => Promise<number | Record<string, number>>,
): Eraser => ({
  name,
  async *erase(subject) {
    const erased = await erase(subject);
    yield { counts: typeof erased === 'number' ? { [name]: erased } : erased, after: null, looked: 0, of: 0 };
  },
});

async function* runsOf(store: Store, connection: string): AsyncGenerator<BulkRunRecord> {
  let cursor: string | null = null;
  do {
    const page = await store.listBulkRuns({ connection, limit: 200, ...(cursor === null ? {} : { cursor }) });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}

/** Rows of bulk runs and their results, overwritten in place. */
const bulkEraser = ({ store, files }: EraserParts): Eraser =>
  wholeEraser('bulkRows', async ({ connection, mentions }) => {
    const isMeant = (line: string): boolean => mentions([line]);
    let count = 0;
    for await (const { id, source } of runsOf(store, connection.name)) {
      const delimiter = 'delimiter' in source ? (source.delimiter ?? ',') : ',';
      const blank = source.format === 'csv' ? blankCells(delimiter) : blankObject;
      count += await blankLines(files.source(id, source.format), isMeant, blank);
      count += await blankLines(files.results(id), isMeant, blankResult);
    }
    return count;
  });

/** Rows that steps of jobs brought, overwritten in place. */
const rowEraser = ({ rowFiles }: EraserParts): Eraser =>
  wholeEraser('jobRows', async ({ connection, mentions }) => {
    let count = 0;
    for (const { path, form } of await rowFiles.ofConnection(connection.id)) {
      const blank = form === 'csv' ? blankCells(',') : blankObject;
      count += await blankLines(path, (line) => mentions([line]), blank);
    }
    return count;
  });

/** Values that were learned of events. */
const learnedEraser = ({ store, learner }: EraserParts): Eraser =>
  wholeEraser('learnedValues', async ({ connection, mentions }) => {
    await learner.settle();
    let count = 0;
    for (const { triggerKey } of await store.listShapes(connection.id)) {
      let found = 0;
      await store.updateShape(connection.id, triggerKey, (before) => {
        const cleaned = withoutValues([before?.shape ?? null, ...(before?.recent ?? [null, null])], (value) =>
          mentions([value]),
        );
        found = cleaned.removed;
        const [shape, earlier, latest] = cleaned.json as [unknown, unknown, unknown];
        return { shape, recent: [earlier, latest], meta: before?.meta ?? emptyMeta() };
      });
      count += found;
    }
    return count;
  });

const consentEraser = ({ consent }: EraserParts): Eraser =>
  wholeEraser('preferences', ({ connection, names }) => consent.erase(connection.id, names));

/** Messages to the person, what became of them, and the marks that keep messages away. */
const messageEraser = ({ store }: EraserParts): Eraser =>
  wholeEraser('messages', async ({ connection, names }) => {
    const person = personNames(names.email, names.userId);
    const counts = { ...(await store.eraseSends(connection.id, person)), suppressions: 0 };
    for (const isActive of [true, false]) {
      // each page is gone before the next one is read
      for (;;) {
        const { items } = await store.listSuppressions({ connectionId: connection.id, person, isActive, limit: 200 });
        if (items.length === 0) break;
        for (const { id } of items) if (await store.removeSuppression(id)) counts.suppressions += 1;
      }
    }
    return counts;
  });

/** Every store of personal data, in the order in which it is erased; a new store adds its eraser here. */
export const createErasers = (parts: EraserParts): Eraser[] => [
  eventEraser(parts),
  bulkEraser(parts),
  rowEraser(parts),
  learnedEraser(parts),
  consentEraser(parts),
  messageEraser(parts),
];
