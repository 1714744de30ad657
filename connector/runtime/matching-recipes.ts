import { payloadOf } from '../intake/parse-payload.ts';
import type { Registry } from '../registry.ts';
import type { RecipeRecord, Store } from '../store/store.ts';
import type { RecipeBook } from './recipe-book.ts';

/** The enabled recipes that a stored event would start today; a journey call starts the recipe of its address alone. */
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
    const { kind, eventName, workflowId, payload } = event;
    const incoming = { kind, eventName, workflowId, payload: payloadOf(payload) };
    return recipes.enabledOf(connection.id).filter(({ id, document }) => {
      const trigger = registry.findTrigger(document.trigger.use);
      if (trigger === undefined || trigger.source !== kind) return false;
      if (payload.recipeId !== null && payload.recipeId !== id) return false;
      const config = trigger.config.safeParse(document.trigger.with);
      return config.success && trigger.matches(config.data, incoming);
    });
  };
}
