import type { TaskRecord } from '../store/store.ts';

/** The kind of the task that the people of one request are erased under. */
export const erasureKind = 'erase_people';

/** Erasures are worked on by their own runner; their task tells how far they are and lets people steer them. */
export const isErasureTask = ({ kind }: Pick<TaskRecord, 'kind'>): boolean => kind === erasureKind;
