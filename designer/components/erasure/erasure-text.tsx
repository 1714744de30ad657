import { Anchor, Text } from '@mantine/core';

import type { Task } from '../../api/types.ts';
import { countOf, formatCount } from '../format-count.ts';
import { TimeText } from '../time-text.tsx';

export const isErasure = ({ kind }: Pick<Task, 'kind'>): boolean => kind === 'erase_people';

/** People that are not erased, refused, cancelled or taken over. */
export const openPeople = ({ total, done }: Pick<Task, 'total' | 'done'>): number => Math.max(0, total - done);

const people = (count: number): string => countOf(count, 'people');
/** `learnedValues` as words */
const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const endings = [
  { key: 'done', label: 'erased' },
  { key: 'failed', label: 'refused by Iterable and erased here' },
  { key: 'cancelled', label: 'left as they were' },
  { key: 'moved', label: 'taken over by a later request' },
] as const;

/** How far the people of a request are, in one line. */
export function erasureLine({ total, erasures }: Pick<Task, 'total' | 'erasures'>): string {
  const ended = endings.flatMap(({ key, label }) => {
    const count = erasures?.[key] ?? 0;
    return count === 0 ? [] : [`${count.toLocaleString()} ${label}`];
  });
  return `${people(total)}: ${ended.length === 0 ? 'nobody is erased yet' : ended.join(', ')}`;
}

/** What was erased here up to now, by store. */
export function erasedHere({ erasures }: Pick<Task, 'erasures'>): string | null {
  const found = Object.entries(erasures?.counts ?? {}).filter(([, count]) => count > 0);
  return found.length === 0
    ? null
    : found.map(([name, count]) => `${words(name)} ${count.toLocaleString()}`).join(', ');
}

const notes: Record<Task['status'], string> = {
  running: 'Under way. It goes on when you leave this page, and after a restart of the server.',
  paused: 'Paused. Who was erased stays erased; the names of the others are kept, sealed.',
  done: 'Nobody is left to erase.',
  cancelled: 'Cancelled. Who was erased stays erased; the names of the others are dropped here.',
  failed: 'It stopped before its end.',
};

export function erasureNote(task: Pick<Task, 'status' | 'total' | 'done'>): string {
  return task.status === 'cancelled' && openPeople(task) > 0
    ? `Cancelled. Still erased to the end, as Iterable was asked already: ${people(openPeople(task))}.`
    : notes[task.status];
}

const reasons = {
  limit: "Iterable's limit of 1,000 erasures in 24 hours is used up",
  no_answer: 'Iterable did not answer; it is asked again',
  fault: 'something failed on this server, and is tried again; its log tells what',
};

/** Why nobody is erased at the moment, or how far the search for one person is. */
export function ErasureNow({ task }: { task: Pick<Task, 'status' | 'erasures'> }) {
  const { status, erasures } = task;
  if (erasures === null || status !== 'running') return null;
  if (erasures.wait !== null) {
    return (
      <Text size="sm">
        Waits: {reasons[erasures.wait.reason]}; goes on <TimeText at={erasures.wait.until} as="age" />
      </Text>
    );
  }
  if (erasures.looked === null) return null;
  const { events, of } = erasures.looked;
  return (
    <Text size="sm">
      Looks for one person: {Math.min(events, of).toLocaleString()} of {formatCount(of, 'event')}
    </Text>
  );
}

/** What will happen at a cancel. */
export function CancelErasureText({ task }: { task: Pick<Task, 'total' | 'done' | 'erasures'> }) {
  const erased = (task.erasures?.done ?? 0) + (task.erasures?.failed ?? 0);
  return (
    <>
      {erased === 0 ? 'Nobody is erased yet.' : `Erased already, which stays: ${people(erased)}.`} Left as they are, in
      Iterable and here: {people(openPeople(task))}, but for whom Iterable was asked to forget already. To erase them
      after all, ask again.
    </>
  );
}

export const ErasureReportLink = ({ id }: { id: string }) => (
  <Anchor size="sm" underline="always" href={`/api/v1/tasks/${encodeURIComponent(id)}/erasures`} download>
    Report with proofs, as CSV
  </Anchor>
);
