import type { JsonObject } from './json-value.ts';

export interface CatalogItem {
  /** case-sensitive */
  itemId: string;
  value: JsonObject;
  /** epoch ms */
  lastModified: number;
}

/** A field of a catalog with the type that was set for it, once and for all. */
export interface FieldDefinition {
  fieldName: string;
  fieldType: string;
  children?: FieldDefinition[];
}

export interface Catalog {
  id: number;
  /** as it was created; found without regard to case */
  name: string;
  items: Map<string, CatalogItem>;
  fields: FieldDefinition[];
}
