import type { BulkFiles } from '../bulk/bulk-files.ts';
import type { ConsentBook } from '../consent/consent-book.ts';
import type { Learner } from '../learning/learner.ts';
import { personNames } from '../sends/person-names.ts';
import type { BulkRunRecord, EraseStep, Store } from '../store/store.ts';
import { blankCells, blankLines, blankObject, blankResult } from './blank-lines.ts';
import type { Eraser } from './eraser.ts';
import { withoutValues } from './without-values.ts';
import { emptyMeta } from '../store/shape-meta.ts';

export interface EraserParts {
  store: Store;
  files: BulkFiles;
  learner: Pick<Learner, 'settle'>;
  consent: Pick<ConsentBook, 'erase'>;
  openOutput: EraseStep['openOutput'];
}

/** Events with their jobs and steps. */
const eventEraser = ({ store, openOutput }: EraserParts): Eraser => ({
  name: 'events',
  async erase({ connection, mentions }) {
    const counts = { events: 0, jobs: 0, steps: 0 };
    let after: string | null = null;
    do {
      const step = await store.eraseEvents({ connectionId: connection.id, after, mentions, openOutput });
      for (const name of ['events', 'jobs', 'steps'] as const) counts[name] += step[name];
      after = step.next;
    } while (after !== null);
    return counts;
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
const bulkEraser = ({ store, files }: EraserParts): Eraser => ({
  name: 'bulkRows',
  async erase({ connection, mentions }) {
    const isMeant = (line: string): boolean => mentions([line]);
    let count = 0;
    for await (const { id, source } of runsOf(store, connection.name)) {
      const delimiter = 'delimiter' in source ? (source.delimiter ?? ',') : ',';
      const blank = source.format === 'csv' ? blankCells(delimiter) : blankObject;
      count += await blankLines(files.source(id, source.format), isMeant, blank);
      count += await blankLines(files.results(id), isMeant, blankResult);
    }
    return count;
  },
});

/** Values that were learned of events. */
const learnedEraser = ({ store, learner }: EraserParts): Eraser => ({
  name: 'learnedValues',
  async erase({ connection, mentions }) {
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
  },
});

const consentEraser = ({ consent }: EraserParts): Eraser => ({
  name: 'preferences',
  erase: ({ connection, names }) => consent.erase(connection.id, names),
});

/** Messages to the person, what became of them, and the marks that keep messages away. */
const messageEraser = ({ store }: EraserParts): Eraser => ({
  name: 'messages',
  async erase({ connection, names }) {
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
  },
});

/** Every store of personal data, in the order in which it is erased; a new store adds its eraser here. */
export const createErasers = (parts: EraserParts): Eraser[] => [
  eventEraser(parts),
  bulkEraser(parts),
  learnedEraser(parts),
  consentEraser(parts),
  messageEraser(parts),
];
