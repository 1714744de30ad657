import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { functionsByName } from '../../recipes/mapping/functions.ts';
import { parseTemplate } from '../../recipes/mapping/parse-template.ts';
import { joinPath } from '../../recipes/mapping/resolve.ts';
import type { PathExpression, PathKey } from '../../recipes/mapping/template.ts';
import type { Recipe, Step } from '../../recipes/recipe.ts';
import { pointerPart } from './schema-fields.ts';

/** A pill that reads the payload of the trigger. */
export interface PillUse {
  recipe: string;
  /** where it stands in the document, for example `steps[0].with.email` */
  path: string;
  /** as it was written, without the braces */
  pill: string;
  /** the field of the payload, as a JSON Pointer with `*` for items */
  field: string;
  /** the step needs the value: it runs, is no condition, and no function stands in for a missing value */
  needed: boolean;
}

type Found = Omit<PillUse, 'recipe' | 'needed'> & { guarded: boolean };

interface Loop {
  id: string;
  /** pointer of the items; null when they do not come from the trigger */
  items: string | null;
}

function pointer(base: string, keys: readonly PathKey[]): string {
  return keys.reduce<string>((path, key) => `${path}/${typeof key === 'number' ? '*' : pointerPart(key)}`, base);
}

function fieldOf({ root, keys }: PathExpression, loops: readonly Loop[]): string | null {
  if (root === 'trigger') return pointer('', keys);
  const isNamed = root === 'loops' && keys[1] === 'item';
  if (root !== 'item' && !isNamed) return null;
  const loop = root === 'item' ? loops.at(-1) : loops.find(({ id }) => id === keys[0]);
  const items = loop?.items ?? null;
  return items === null ? null : pointer(items, isNamed ? keys.slice(2) : keys);
}

function usesInText(text: string, path: string, loops: readonly Loop[]): Found[] {
  if (!text.includes('{{')) return [];
  try {
    return parseTemplate(text, path).parts.flatMap((part) => {
      if (part.kind !== 'pill') return [];
      const guarded = part.calls.some(({ name }) => functionsByName.get(name)?.takesMissing === true);
      return [part.head, ...part.calls.flatMap(({ args }) => args)].flatMap((expression) => {
        const field = expression.kind === 'path' ? fieldOf(expression, loops) : null;
        return field === null ? [] : [{ path, pill: part.source, field, guarded }];
      });
    });
  } catch (error) {
    // the check of the recipe says what is wrong with the text
    if (error instanceof ConnectorError) return [];
    throw error;
  }
}

function usesInValue(value: unknown, path: string, loops: readonly Loop[]): Found[] {
  if (typeof value === 'string') return usesInText(value, path, loops);
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => usesInValue(item, `${path}[${String(index)}]`, loops));
  return Object.entries(value).flatMap(([key, item]) => usesInValue(item, joinPath(path, key), loops));
}

/** Below which field of the trigger the items of a for-each lie. */
function itemsOf(mapping: Json, loops: readonly Loop[]): string | null {
  const [use] = usesInValue(mapping, '', loops);
  return use === undefined ? null : `${use.field}/*`;
}

type Use = Omit<PillUse, 'recipe'>;

function usesInSteps(steps: readonly Step[], path: string, runs: boolean, loops: readonly Loop[]): Use[] {
  return steps.flatMap((step, index) => {
    const at = `${path}[${String(index)}]`;
    const isRun = runs && step.skip !== true;
    const found = (value: unknown, place: string, isNeeded = isRun): Use[] =>
      usesInValue(value, place, loops).map(({ guarded, ...use }) => ({ ...use, needed: isNeeded && !guarded }));
    if ('forEach' in step) {
      const items = itemsOf(step.forEach, loops);
      // the item of a batch is a list again, a part of the one that is looped over
      const loop = { id: step.id, items: step.batchSize === undefined ? items : (items?.slice(0, -2) ?? null) };
      return [
        ...found(step.forEach, `${at}.forEach`),
        ...usesInSteps(step.steps, `${at}.steps`, isRun, [...loops, loop]),
      ];
    }
    if ('forEachPage' in step) {
      return [
        ...found(step.forEachPage, `${at}.forEachPage`),
        // rows come from Iterable and not from the payload
        ...usesInSteps(step.steps, `${at}.steps`, isRun, [...loops, { id: step.id, items: null }]),
      ];
    }
    if ('if' in step)
      return [
        ...found(step.if, `${at}.if`, false),
        ...usesInSteps(step.then, `${at}.then`, isRun, loops),
        ...usesInSteps(step.else ?? [], `${at}.else`, isRun, loops),
      ];
    return found(step, at);
  });
}

/** Every pill of a recipe that reads the payload of its trigger, also as the item of a loop over it. */
export function pillUses({ name, steps }: Recipe): PillUse[] {
  return usesInSteps(steps, 'steps', true, []).map((use) => ({ recipe: name, ...use }));
}

/** Whether a pill reads this field or something below it. */
export function readsField({ field }: PillUse, path: string): boolean {
  const wanted = path.split('/');
  const read = field.split('/');
  return wanted.length <= read.length && wanted.every((part, i) => part === read[i] || part === '*' || read[i] === '*');
}
