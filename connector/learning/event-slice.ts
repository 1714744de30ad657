import type { Json } from '../../errors/json.ts';
import type { Structure } from '../../schemas/index.ts';
import type { TriggerPlace } from './trigger-key.ts';

/** A stored event, as intake hands it over. */
export interface LearnableEvent extends TriggerPlace {
  id: string;
  connectionId: string;
  receivedAt: string;
  /** JSON text of the payload; null when the payload came in another form */
  json: Uint8Array | null;
  payload: Json;
}

/** an event as it waits */
export interface Waiting {
  id: string;
  receivedAt: string;
  json: Uint8Array | null;
  /** null where there is its text */
  payload: Json;
  structure: Structure;
}

/** Events of one structure: the first is looked at in full, the others are counted with it. */
export interface Group {
  first: Waiting;
  events: number;
}

/** Events of one trigger that are learned together. */
export interface Slice {
  key: string;
  connectionId: string;
  triggerKey: string;
  groups: Group[];
  /** those that matched last, newest first */
  likely: Group[];
  events: number;
  /** so many events are learned together */
  size: number;
  lastAt: string;
  lastEvent: string;
}

/** so many structures of a slice are compared with an event: some triggers have no two events alike */
const maxLikely = 8;

/** Of no events yet. */
export const newSlice = (key: string, connectionId: string, triggerKey: string, size: number): Slice => ({
  key,
  connectionId,
  triggerKey,
  groups: [],
  likely: [],
  events: 0,
  size,
  lastAt: '',
  lastEvent: '',
});

/** Counts an event with the earlier ones of its structure; false where none is known. */
export function joinGroup({ likely }: Slice, { structure }: Waiting): boolean {
  for (let place = 0; place < likely.length; place++) {
    const group = likely[place] as Group;
    if (group.first.structure !== structure) continue;
    group.events++;
    if (place > 0) likely.unshift(...likely.splice(place, 1));
    return true;
  }
  return false;
}

/** Begins a structure of its own with an event that `joinGroup` found none for. */
export function beginGroup({ groups, likely }: Slice, first: Waiting): void {
  const begun = { first, events: 1 };
  groups.push(begun);
  likely.unshift(begun);
  if (likely.length > maxLikely) likely.pop();
}
