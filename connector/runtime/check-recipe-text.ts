import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { checkRecipe } from '../../recipes/check-recipe.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import type { Problem, Recipe } from '../../recipes/recipe.ts';
import type { CheckedAction, CheckedTrigger, RecipeCheckContext } from '../../recipes/recipe-check-context.ts';
import { isWebAction } from '../define-web-action.ts';
import type { KnownOutput } from '../learning/known-outputs.ts';
import type { Registry } from '../registry.ts';

/** Declarations never change while the process runs, so the schemas of each are made once, when it is first asked for. */
export function createCheckContext(registry: Registry): Omit<RecipeCheckContext, 'hasConnection'> {
  const action = madeOnce((name): CheckedAction | undefined => {
    const found = registry.findStep(name);
    if (found === undefined) return undefined;
    const { input, output } = registry.describeAction(name);
    const { outputOf, rows } = isWebAction(found)
      ? { outputOf: found.outputOf, rows: undefined }
      : { outputOf: undefined, rows: found.rows };
    return {
      inputSchema: input as unknown as Json,
      outputSchema: output as unknown as Json,
      ...(outputOf === undefined ? {} : { outputOf }),
      hasRows: rows !== undefined,
    };
  });
  const trigger = madeOnce((name): CheckedTrigger | undefined => {
    const source = registry.findTrigger(name)?.source;
    if (source === undefined) return undefined;
    const { config, output } = registry.describeTrigger(name);
    const outputSchema = output as unknown as Json;
    return { source, configSchema: config as unknown as Json, outputSchema: () => outputSchema };
  });
  return {
    action,
    trigger,
    actionNames: [...registry.actions, ...registry.webActions].map(({ name }) => name),
    triggerNames: registry.triggers.map(({ name }) => name),
  };
}

function madeOnce<T>(make: (name: string) => T | undefined): (name: string) => T | undefined {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    if (known !== undefined) made.set(name, known);
    return known;
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
