import type { ProjectState } from './project-state.ts';
import { eventKey, type TrackedEvent } from './tracked-event.ts';

/** Unix seconds of a body as epoch ms; `now` (ms) when it gives none. */
export function eventTime(createdAt: unknown, now: number): number {
  return typeof createdAt === 'number' ? createdAt * 1000 : now;
}

/** An event as a body tracks it. A member that is absent or null is left out, for it must not wipe that of a known event. */
export function trackedEvent(
  body: {
    id?: string | null;
    createdAt?: number | null;
    campaignId?: number | null;
    templateId?: number | null;
  },
  what: Pick<TrackedEvent, 'eventType' | 'eventName' | 'email' | 'userId' | 'dataFields'>,
  now: number,
): TrackedEvent {
  const { id, campaignId, templateId } = body;
  return {
    ...what,
    createdAt: eventTime(body.createdAt, now),
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof campaignId === 'number' ? { campaignId } : {}),
    ...(typeof templateId === 'number' ? { templateId } : {}),
  };
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
