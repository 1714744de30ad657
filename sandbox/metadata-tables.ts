import type { JsonObject } from './json-value.ts';

export interface MetadataItem {
  table: string;
  key: string;
  value: JsonObject;
  /** epoch ms */
  lastModified: number;
}

/** The old key-value store: table names without case, keys with case. A table exists as long as it has a key. */
export class MetadataTables {
  readonly #tables = new Map<string, Map<string, MetadataItem>>();

  constructor(items: readonly MetadataItem[] = []) {
    for (const item of items) this.put(item);
  }

  items(): MetadataItem[] {
    return [...this.#tables.values()].flatMap((table) => [...table.values()]);
  }

  tableNames(): string[] {
    return [...this.#tables.keys()].sort();
  }

  /** The items of a table in the order of their keys; none for an unknown table. */
  itemsOf(table: string): MetadataItem[] {
    const items = [...(this.#tables.get(table.toLowerCase())?.values() ?? [])];
    return items.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  get(table: string, key: string): MetadataItem | undefined {
    return this.#tables.get(table.toLowerCase())?.get(key);
  }

  put(item: MetadataItem): void {
    const name = item.table.toLowerCase();
    const table = this.#tables.get(name) ?? new Map<string, MetadataItem>();
    this.#tables.set(name, table.set(item.key, { ...item, table: name }));
  }

  delete(table: string, key: string): void {
    const name = table.toLowerCase();
    const found = this.#tables.get(name);
    found?.delete(key);
    if (found?.size === 0) this.#tables.delete(name);
  }

  deleteTable(table: string): void {
    this.#tables.delete(table.toLowerCase());
  }
}
