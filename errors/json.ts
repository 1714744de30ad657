/** JSON as it travels through the connector: what Iterable sends, what recipes map, what is stored. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}
