import type { JsonObject } from '../../errors/json.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';

export interface PushParts {
  store: Pick<Store, 'listSuppressions' | 'updateSuppression'>;
  listConnections: () => Promise<ConnectionRecord[]>;
  removeFromList: (connection: string, input: JsonObject) => Promise<ActionResult>;
  now: () => number;
}

const peopleAtOnce = 500;

/**
 * Takes suppressed people off the list that their connection names, each once; connections without a list are left alone.
 * What Iterable could not be told now is told the next time. Answers how many people were told.
 */
export async function pushSuppressions({ store, listConnections, removeFromList, now }: PushParts): Promise<number> {
  let told = 0;
  for (const { id: connectionId, name, sends } of await listConnections()) {
    const listId = sends?.suppressionListId ?? null;
    if (listId === null) continue;
    for (;;) {
      const { items } = await store.listSuppressions({ connectionId, isPushed: false, limit: peopleAtOnce });
      if (items.length === 0) break;
      const subscribers = items.map(({ email, userId }) => ({ email, userId }));
      const { outcome } = await removeFromList(name, { listId, subscribers });
      if (outcome !== 'success') break;
      const pushedAt = new Date(now()).toISOString();
      for (const { channel, email, userId } of items) {
        await store.updateSuppression({ connectionId, channel, person: { email, userId } }, (before) =>
          before === null ? null : { ...before, pushedAt },
        );
      }
      told += items.length;
    }
  }
  return told;
}
