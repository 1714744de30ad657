import type { EventBody, EventRecord } from './event-store.ts';

/** An event as a follower reads it. */
export type FollowedEvent = EventRecord & { connectionId: string; payload: EventBody };

/** Reading on, across restarts, what the webhook path has stored. */
export interface FollowStore {
  /**
   * First deliveries of system webhooks behind the place that the follower has acknowledged, oldest first. The order is
   * that of becoming visible: no event can appear later before one that was given. `position` is the place behind the
   * last event looked at, also when none of them is given; null when there was nothing to look at.
   */
  followEvents(follower: string, limit: number): Promise<{ events: FollowedEvent[]; position: string | null }>;
  /** moves the place of the follower on, never back */
  acknowledgeEvents(follower: string, position: string): Promise<void>;
}
