/** A JSON object as it comes off the wire: nothing is known about its members. */
export type JsonObject = Record<string, unknown>;

/** True for a plain JSON object; arrays and null are not. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
