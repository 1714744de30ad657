import type { Step } from '../../recipes/recipe.ts';
import type { IncomingEvent, Trigger } from '../define.ts';
import type { RecipeRecord } from '../store/store.ts';

/** The recipes as the webhook path needs them: in memory, always current. A changed recipe is a new record. */
export interface RecipeLookup {
  enabledOf(connectionId: string): readonly RecipeRecord[];
  /** disabled recipes too: their calls are kept, without a job */
  byJourneyToken(token: string): RecipeRecord | undefined;
}

/** A recipe made ready for matching. */
export interface HookRecipe {
  record: RecipeRecord;
  trigger: Trigger;
  matches: (event: IncomingEvent) => boolean;
  /** a `respond` step answers the caller */
  responds: boolean;
}

export type PrepareRecipe = (record: RecipeRecord) => HookRecipe | null;

/** Makes recipes ready once per record. Null for a recipe whose trigger is unknown or whose config no longer parses. */
export function createHookRecipes(triggers: readonly Trigger[]): PrepareRecipe {
  const byName = new Map(triggers.map((trigger) => [trigger.name, trigger]));
  const ready = new WeakMap<RecipeRecord, { recipe: HookRecipe | null }>();
  return (record) => {
    const known = ready.get(record);
    if (known !== undefined) return known.recipe;
    const recipe = prepare(record, byName.get(record.document.trigger.use));
    ready.set(record, { recipe });
    return recipe;
  };
}

function prepare(record: RecipeRecord, trigger: Trigger | undefined): HookRecipe | null {
  const config = trigger?.config.safeParse(record.document.trigger.with);
  if (trigger === undefined || config?.success !== true) return null;
  return {
    record,
    trigger,
    matches: (event) => trigger.matches(config.data, event),
    responds: hasRespondStep(record.document.steps),
  };
}

function hasRespondStep(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.skip === true) return false;
    if ('respond' in step) return true;
    if ('if' in step) return hasRespondStep(step.then) || hasRespondStep(step.else ?? []);
    return 'steps' in step && hasRespondStep(step.steps);
  });
}
