import type { Json } from '../../errors/json.ts';
import { hasStructure, structureOf, type Structure } from '../../schemas/index.ts';

/** so many structures of a trigger are compared with an event: some triggers have no two events alike */
const maxLikely = 8;
/** bytes of the payloads whose structures are remembered, of all triggers together: a structure takes a few times that */
const maxBytes = 4_194_304;
const fewestBytes = 200;

/** Answers the structure of a payload: the very one that an earlier payload of the key had, where it is remembered. */
export type Recognise = (key: string, payload: Json, bytes: number) => Structure;

/** Remembers the last structures of each key, within a bound; past it, it begins anew. */
export function createKnownStructures(): Recognise {
  const known = new Map<string, Structure[]>();
  let held = 0;
  return (key, payload, bytes) => {
    const likely = known.get(key) ?? [];
    // an index, for an iterator would cost as much as the comparison
    for (let place = 0; place < likely.length; place++) {
      const structure = likely[place] as Structure;
      if (!hasStructure(payload, structure)) continue;
      if (place > 0) likely.unshift(...likely.splice(place, 1));
      return structure;
    }
    const structure = structureOf(payload);
    held += Math.max(bytes, fewestBytes);
    if (held > maxBytes) {
      known.clear();
      held = 0;
    }
    likely.unshift(structure);
    if (likely.length > maxLikely) likely.pop();
    known.set(key, likely);
    return structure;
  };
}
