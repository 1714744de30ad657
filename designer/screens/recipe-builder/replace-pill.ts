import type { Json } from '../../api/types.ts';
import type { Problem } from './locate-problem.ts';
import type { RecipeDocument } from './recipe-document.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The pill that a fault names and the one that it proposes; null for other faults. */
export function brokenPill({ code, message, hint }: Problem): { pill: string; proposal: string } | null {
  if (code !== 'ITC_PILL_UNKNOWN') return null;
  const pill = message.slice(0, message.indexOf(': '));
  const near = /^Did you mean (.+?)\?/.exec(hint)?.[1];
  if (near === undefined) return { pill, proposal: '' };
  // a proposal is a whole pill, or the name that the last part should have
  return { pill, proposal: near.includes('.') ? near : pill.slice(0, pill.lastIndexOf('.') + 1) + near };
}

/** The document with one pill in place of another wherever it stands, and in how many places that is. */
export function replacePill(
  document: RecipeDocument,
  from: string,
  to: string,
): { document: RecipeDocument; count: number } {
  let count = 0;
  // exactly this field: `trigger.total` is neither `trigger.totals` nor `trigger.total.amount`
  const reference = new RegExp(String.raw`(?<![\w.\]])${escaped(from)}(?![\w.[-])`, 'g');
  const replaceIn = (value: Json): Json => {
    if (typeof value === 'string') {
      return value.replaceAll(/\{\{.*?\}\}/gs, (braces) =>
        braces.replaceAll(reference, () => {
          count += 1;
          return to;
        }),
      );
    }
    if (Array.isArray(value)) return value.map(replaceIn);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceIn(item as Json)]));
  };
  const steps = replaceIn(document.steps as unknown as Json) as unknown as RecipeDocument['steps'];
  return { document: { ...document, steps }, count };
}
