import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
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
}

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

function usesInText(text: string, path: string, recipe: string, loops: readonly Loop[]): PillUse[] {
  if (!text.includes('{{')) return [];
  try {
    return parseTemplate(text, path).parts.flatMap((part) => {
      if (part.kind !== 'pill') return [];
      return [part.head, ...part.calls.flatMap(({ args }) => args)].flatMap((expression) => {
        const field = expression.kind === 'path' ? fieldOf(expression, loops) : null;
        return field === null ? [] : [{ recipe, path, pill: part.source, field }];
      });
    });
  } catch (error) {
    // the check of the recipe says what is wrong with the text
    if (error instanceof ConnectorError) return [];
    throw error;
  }
}

function usesInValue(value: unknown, path: string, recipe: string, loops: readonly Loop[]): PillUse[] {
  if (typeof value === 'string') return usesInText(value, path, recipe, loops);
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => usesInValue(item, `${path}[${String(index)}]`, recipe, loops));
  return Object.entries(value).flatMap(([key, item]) => usesInValue(item, joinPath(path, key), recipe, loops));
}

/** Below which field of the trigger the items of a for-each lie. */
function itemsOf(mapping: Json, recipe: string, loops: readonly Loop[]): string | null {
  const [use] = usesInValue(mapping, '', recipe, loops);
  return use === undefined ? null : `${use.field}/*`;
}

function usesInSteps(steps: readonly Step[], path: string, recipe: string, loops: readonly Loop[]): PillUse[] {
  return steps.flatMap((step, index) => {
    const at = `${path}[${String(index)}]`;
    if ('forEach' in step) {
      const items = itemsOf(step.forEach, recipe, loops);
      // the item of a batch is a list again, a part of the one that is looped over
      const loop = { id: step.id, items: step.batchSize === undefined ? items : (items?.slice(0, -2) ?? null) };
      return [
        ...usesInValue(step.forEach, `${at}.forEach`, recipe, loops),
        ...usesInSteps(step.steps, `${at}.steps`, recipe, [...loops, loop]),
      ];
    }
    if ('if' in step)
      return [
        ...usesInValue(step.if, `${at}.if`, recipe, loops),
        ...usesInSteps(step.then, `${at}.then`, recipe, loops),
        ...usesInSteps(step.else ?? [], `${at}.else`, recipe, loops),
      ];
    return usesInValue(step, at, recipe, loops);
  });
}

/** Every pill of a recipe that reads the payload of its trigger, also as the item of a loop over it. */
export function pillUses({ name, steps }: Recipe): PillUse[] {
  return usesInSteps(steps, 'steps', name, []);
}

/** Whether a pill reads this field or something below it. */
export function readsField({ field }: PillUse, path: string): boolean {
  const wanted = path.split('/');
  const read = field.split('/');
  return wanted.length <= read.length && wanted.every((part, i) => part === read[i] || part === '*' || read[i] === '*');
}
