import type { ProjectState, TrackedEvent } from './project-state.ts';

/** Stores an event, or changes the stored one of the same `id`: that is what makes a repeated track call harmless. */
export function recordEvent({ events, eventsById }: ProjectState, event: TrackedEvent): void {
  const known = event.id === undefined ? undefined : eventsById.get(event.id);
  if (known) {
    Object.assign(known, event);
    return;
  }
  if (event.id !== undefined) eventsById.set(event.id, event);
  for (const { id } of events.add(event)) if (id !== undefined) eventsById.delete(id);
}
