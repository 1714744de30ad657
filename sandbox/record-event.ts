import type { ProjectState, TrackedEvent } from './project-state.ts';

/** What an event is found again by: ids of custom events and of purchases do not meet. Undefined without an id. */
export function eventKey({ id, eventType }: TrackedEvent): string | undefined {
  return id === undefined ? undefined : `${eventType} ${id}`;
}

/** Stores an event, or changes the stored one of the same `id`: that is what makes a repeated track call harmless. */
export function recordEvent({ events, eventsById }: ProjectState, event: TrackedEvent): void {
  const key = eventKey(event);
  const known = key === undefined ? undefined : eventsById.get(key);
  if (known) {
    Object.assign(known, event);
    return;
  }
  if (key !== undefined) eventsById.set(key, event);
  for (const gone of events.add(event)) {
    const goneKey = eventKey(gone);
    if (goneKey !== undefined) eventsById.delete(goneKey);
  }
}

/** Takes everything out of the project that a user left in it besides the profile, as forgetting does. */
export function eraseHistory(state: ProjectState, { email, userId }: Pick<TrackedEvent, 'email' | 'userId'>): void {
  const isOf = (entry: Pick<TrackedEvent, 'email' | 'userId'>): boolean =>
    (email !== undefined && entry.email === email) || (userId !== undefined && entry.userId === userId);
  for (const event of state.events.items) {
    const key = eventKey(event);
    if (key !== undefined && isOf(event)) state.eventsById.delete(key);
  }
  state.events.remove(isOf);
  state.messages.remove(isOf);
  state.journeyEntries.remove(isOf);
}
