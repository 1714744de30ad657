import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { checkRecipe } from '../../recipes/check-recipe.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import type { Problem, Recipe } from '../../recipes/recipe.ts';
import type { CheckedAction, CheckedTrigger, RecipeCheckContext } from '../../recipes/recipe-check-context.ts';
import type { KnownOutput } from '../learning/known-outputs.ts';
import type { Registry } from '../registry.ts';

/** Declarations never change while the process runs, so their schemas are made once. */
export function createCheckContext(registry: Registry): Omit<RecipeCheckContext, 'hasConnection'> {
  const actions = new Map<string, CheckedAction>();
  for (const { name, outputOf } of [
    ...registry.actions.map(({ name }) => ({ name, outputOf: undefined })),
    ...registry.webActions,
  ]) {
    const { input, output } = registry.describeAction(name);
    actions.set(name, {
      inputSchema: input as unknown as Json,
      outputSchema: output as unknown as Json,
      ...(outputOf === undefined ? {} : { outputOf }),
    });
  }
  const triggers = new Map<string, CheckedTrigger>();
  for (const { name, source } of registry.triggers) {
    const { config, output } = registry.describeTrigger(name);
    const outputSchema = output as unknown as Json;
    triggers.set(name, { source, configSchema: config as unknown as Json, outputSchema: () => outputSchema });
  }
  return {
    action: (name) => actions.get(name),
    trigger: (name) => triggers.get(name),
    actionNames: [...actions.keys()],
    triggerNames: [...triggers.keys()],
  };
}

/**
 * Reads a recipe and collects every fault, those of its syntax included.
 * @param outputOf what the trigger's events are known to hold at the recipe's connection; null = only what the trigger declares
 */
export async function checkRecipeText(
  text: string,
  context: RecipeCheckContext,
  outputOf: (recipe: Recipe) => Promise<KnownOutput | null>,
): Promise<{ recipe: Recipe | null; problems: Problem[] }> {
  try {
    const recipe = parseRecipe(text);
    const output = await outputOf(recipe);
    if (output === null) return { recipe, problems: checkRecipe(recipe, context) };
    const trigger = (name: string): CheckedTrigger | undefined => {
      const known = context.trigger(name);
      return known === undefined ? undefined : { ...known, outputSchema: () => output.schema };
    };
    const problems = checkRecipe(recipe, { ...context, trigger });
    return { recipe, problems: problems.map((problem) => withWayOut(problem, output)) };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { code, message, hint, details } = error;
    const problems = details?.['problems'] as Problem[] | undefined;
    return { recipe: null, problems: problems ?? [{ code, path: '', message, hint }] };
  }
}

/** A field that nobody has seen yet can be declared, so that the check is no dead end. */
function withWayOut(problem: Problem, { triggerKeys }: KnownOutput): Problem {
  if (problem.code !== 'ITC_PILL_UNKNOWN' || !/^trigger\b/.test(problem.message)) return problem;
  const hint = `${problem.hint} A field that does come is declared with \`itc schemas save ${triggerKeys[0] ?? ''} --type /path=string\`.`;
  return { ...problem, hint };
}
