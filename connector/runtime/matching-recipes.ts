import { payloadOf } from '../intake/parse-payload.ts';
import type { Registry } from '../registry.ts';
import type { RecipeRecord, Store } from '../store/store.ts';
import type { RecipeBook } from './recipe-book.ts';

/**
 * The enabled recipes that a stored event would start today. A journey call does not tell afterwards which address it came to,
 * so those recipes are found by what their trigger says of the event.
 */
export function createMatchingRecipes(parts: {
  store: Pick<Store, 'getEvent' | 'getConnection'>;
  registry: Registry;
  recipes: RecipeBook;
}): (eventId: string) => Promise<RecipeRecord[]> {
  const { store, registry, recipes } = parts;
  return async (eventId) => {
    const event = await store.getEvent(eventId);
    const connection = event && (await store.getConnection(event.connection));
    if (event === null || connection === null) return [];
    const { kind, eventName, workflowId } = event;
    const incoming = { kind, eventName, workflowId, payload: payloadOf(event.payload) };
    return recipes.enabledOf(connection.id).filter(({ document }) => {
      const trigger = registry.findTrigger(document.trigger.use);
      if (trigger === undefined || trigger.source !== kind) return false;
      const config = trigger.config.safeParse(document.trigger.with);
      return config.success && trigger.matches(config.data, incoming);
    });
  };
}
