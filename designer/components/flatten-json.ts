import type { Json } from '../api/types.ts';

export type PathPart = string | number;

/** One line of a tree of JSON. */
export interface JsonLine {
  /** unique; JSON of the path */
  id: string;
  path: PathPart[];
  /** key or index as it stands in its parent; null at the root */
  key: PathPart | null;
  value: Json;
  /** 1 at the root */
  level: number;
  /** number of children; null for a plain value */
  size: number | null;
  isOpen: boolean;
  /** place among its siblings from 1, and how many they are */
  position: number;
  siblings: number;
}

export const lineId = (path: readonly PathPart[]): string => JSON.stringify(path);

function childrenOf(value: Json): [PathPart, Json][] | null {
  if (value === null || typeof value !== 'object') return null;
  return Array.isArray(value) ? value.map((item, index) => [index, item]) : Object.entries(value);
}

/** The lines of a tree that are in sight; what is closed costs nothing, so a document of 1 MB opens at once. */
export function flattenJson(root: Json, isOpen: (path: PathPart[]) => boolean): JsonLine[] {
  const lines: JsonLine[] = [];
  const add = (path: PathPart[], key: PathPart | null, value: Json, position: number, siblings: number): void => {
    const children = childrenOf(value);
    const open = children !== null && children.length > 0 && isOpen(path);
    const size = children === null ? null : children.length;
    lines.push({ id: lineId(path), path, key, value, level: path.length + 1, size, isOpen: open, position, siblings });
    if (!open) return;
    for (const [index, [name, child]] of children.entries())
      add([...path, name], name, child, index + 1, children.length);
  };
  add([], null, root, 1, 1);
  return lines;
}

const plainKey = /^[A-Za-z_$][\w$-]*$/;

/** A path as recipes write it: `dataFields.campaignId`, `items[0]["first name"]`. */
export function pathText(path: readonly PathPart[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!plainKey.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
