import { ShapeNode } from './shape-node.ts';
import { shapeToJson } from './shape-json.ts';

/** Bounds that are part of a shape, so that every way of filling it decides alike. */
export interface ShapeLimits {
  /** arrays and objects nested deeper than this are counted, not looked into; default and largest value 64 */
  depth: number;
  /** an object with more distinct keys than this, over all samples, becomes a dictionary; default 1000 */
  keys: number;
  /** whether strings that hold a JSON object or array are looked into; default false */
  insideStrings: boolean;
}

export const defaultLimits: Readonly<ShapeLimits> = { depth: 64, keys: 1000, insideStrings: false };

/**
 * A mergeable summary of samples: what was seen at each path, how often. Made by `emptyShape`, filled by `observe` and
 * `scanSamples`, joined by `merge`, read by `toJsonSchema`, `describeShape` and `conflicts`. `JSON.stringify` gives a
 * canonical text: equal knowledge, equal bytes.
 */
export class Shape {
  readonly limits: Readonly<ShapeLimits>;
  /** how many samples were taken in */
  samples = 0;
  /** the accumulators; internal, changes between releases */
  declare readonly root: ShapeNode;

  constructor(limits: Readonly<ShapeLimits>, root: ShapeNode = new ShapeNode()) {
    this.limits = limits;
    // scan caches in the nodes must not take part in deep comparison
    Object.defineProperty(this, 'root', { value: root, enumerable: false });
  }

  toJSON(): unknown {
    return shapeToJson(this);
  }
}

function clamp(value: number | undefined, least: number, most: number, standard: number): number {
  if (value === undefined || Number.isNaN(value)) return standard;
  return Math.max(least, Math.min(most, Math.floor(value)));
}

/**
 * The shape of no samples: the identity of `merge`.
 * @param limits bounds of what the shape keeps; out-of-range values are moved into range (depth 1..64, keys 1..100,000)
 */
export function emptyShape(limits: Partial<ShapeLimits> = {}): Shape {
  return new Shape({
    depth: clamp(limits.depth, 1, 64, defaultLimits.depth),
    keys: clamp(limits.keys, 1, 100_000, defaultLimits.keys),
    insideStrings: limits.insideStrings ?? defaultLimits.insideStrings,
  });
}

/**
 * Joins two shapes into a new one, leaving both unchanged. Associative and commutative; a shape without samples is the
 * identity. Shapes of different limits join under the stricter ones.
 */
export function merge(a: Shape, b: Shape): Shape {
  const limits = a.samples === 0 ? b.limits : b.samples === 0 ? a.limits : stricter(a.limits, b.limits);
  const joined = new Shape(limits);
  mergeInto(joined, a);
  mergeInto(joined, b);
  return joined;
}

/** Joins `from` into `into`, which is changed; the learner uses it where `merge` would copy a large shape. */
export function mergeInto(into: Shape, from: Shape): void {
  into.samples += from.samples;
  into.root.absorb(from.root, into.limits.keys);
}

function stricter(a: ShapeLimits, b: ShapeLimits): ShapeLimits {
  return {
    depth: Math.min(a.depth, b.depth),
    keys: Math.min(a.keys, b.keys),
    insideStrings: a.insideStrings || b.insideStrings,
  };
}
