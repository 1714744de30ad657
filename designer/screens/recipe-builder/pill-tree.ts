import type { Json, JsonSchema } from '../../api/types.ts';
import { pathText, type PathPart } from '../../components/flatten-json.ts';

/** Something that pills can be taken from: the trigger, a step, the item of a loop. */
export interface PillSource {
  /** begins the pills: `['steps', 'profile']` */
  path: PathPart[];
  title: string;
  sample: Json | undefined;
  schema: JsonSchema | undefined;
  /** a step that may not have run: its pills need a value for that case */
  isUncertain?: boolean;
  /** where the sample comes from */
  origin?: string;
}

/** One field to map. */
export interface PillLine {
  /** what stands in the braces */
  pill: string;
  /** the text to insert */
  text: string;
  name: string;
  level: number;
  type: string;
  sample: Json | undefined;
  isOpen: boolean;
  size: number;
  position: number;
  siblings: number;
}

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Node {
  path: PathPart[];
  sample: Json | undefined;
  schema: JsonSchema | undefined;
}

function settle(schema: JsonSchema | undefined, root: JsonSchema | undefined): JsonSchema | undefined {
  if (schema?.$ref !== undefined) return root?.$defs?.[schema.$ref.replace('#/$defs/', '')];
  const variants = (schema?.anyOf ?? schema?.oneOf ?? []).filter(({ type }) => type !== 'null');
  return variants.length === 1 ? { ...schema, ...variants[0] } : schema;
}

function childrenOf({ path, sample, schema: given }: Node, root: JsonSchema | undefined): Node[] {
  const schema = settle(given, root);
  if (Array.isArray(sample)) {
    return sample.map((item, index) => ({ path: [...path, index], sample: item, schema: schema?.items }));
  }
  const known = schema?.properties ?? {};
  if (isObject(sample) || Object.keys(known).length > 0) {
    const values = isObject(sample) ? sample : {};
    const names = new Set([...Object.keys(values), ...Object.keys(known)]);
    return [...names].map((name) => ({ path: [...path, name], sample: values[name], schema: known[name] }));
  }
  return schema?.items === undefined ? [] : [{ path: [...path, 0], sample: undefined, schema: schema.items }];
}

function typeOf({ sample, schema: given }: Node, root: JsonSchema | undefined): string {
  const schema = settle(given, root);
  if (Array.isArray(sample)) return 'list';
  if (sample !== undefined && sample !== null) return typeof sample === 'string' ? 'text' : typeof sample;
  const types = [schema?.type ?? []].flat().filter((type) => type !== 'null');
  const words: Record<string, string> = { string: 'text', array: 'list', integer: 'number' };
  return types.map((type) => words[type] ?? type).join(' or ') || (sample === null ? 'null' : 'any');
}

/** What is written for a pill; of a step that may not have run, with a value in its place. */
export const pillText = (pill: string, isUncertain = false): string =>
  isUncertain ? `{{ ${pill} | default: "" }}` : `{{ ${pill} }}`;

function lineOf(
  node: Node,
  source: PillSource,
  size: number,
  place: Pick<PillLine, 'level' | 'isOpen' | 'position' | 'siblings'>,
): PillLine {
  const pill = pathText(node.path);
  const last = node.path.at(-1);
  const isRoot = node.path.length === source.path.length;
  const name = isRoot ? source.title : typeof last === 'number' ? `[${last}]` : String(last);
  return {
    ...place,
    pill,
    text: pillText(pill, source.isUncertain),
    name,
    type: typeOf(node, source.schema),
    sample: node.sample,
    size,
  };
}

/** The lines of a source that are in sight; what is closed costs nothing. */
export function pillLines(
  source: PillSource,
  isOpen: (pill: string, level: number) => boolean,
  place: { position: number; siblings: number },
): PillLine[] {
  const lines: PillLine[] = [];
  const add = (node: Node, level: number, position: number, siblings: number): void => {
    const children = childrenOf(node, source.schema);
    const open = children.length > 0 && isOpen(pathText(node.path), level);
    lines.push(lineOf(node, source, children.length, { level, isOpen: open, position, siblings }));
    if (!open) return;
    for (const [index, child] of children.entries()) add(child, level + 1, index + 1, children.length);
  };
  add({ path: source.path, sample: source.sample, schema: source.schema }, 1, place.position, place.siblings);
  return lines;
}

const deepest = 12;

/** Every field of the sources whose path or sample holds the text, up to a number. */
export function findPills(sources: readonly PillSource[], text: string, most: number): PillLine[] {
  const wanted = text.trim().toLowerCase();
  const found: PillLine[] = [];
  for (const source of sources) {
    const queue: Node[] = [{ path: source.path, sample: source.sample, schema: source.schema }];
    // a queue, so that what lies near the top comes first
    for (let at = 0; at < queue.length && found.length < most; at += 1) {
      const node = queue[at];
      if (node === undefined) break;
      const children = node.path.length > deepest ? [] : childrenOf(node, source.schema);
      for (const child of children) queue.push(child);
      const sample = node.sample === undefined || typeof node.sample === 'object' ? '' : String(node.sample);
      const isRoot = at === 0 && source.path[0] !== 'item' && source.path[0] !== 'index';
      if (!isRoot && `${pathText(node.path)} ${sample}`.toLowerCase().includes(wanted)) {
        const line = lineOf(node, source, 0, { level: 1, isOpen: false, position: 0, siblings: 0 });
        found.push({ ...line, name: line.pill });
      }
    }
  }
  return found.map((line, index) => ({ ...line, position: index + 1, siblings: found.length }));
}

/** A sample value in a few characters. */
export function sampleText(sample: Json | undefined): string {
  if (sample === undefined) return '';
  const text = typeof sample === 'string' ? sample : JSON.stringify(sample);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
