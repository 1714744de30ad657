import type { Json, JsonObject } from '../../errors/json.ts';

/** Sets an own property, also for a name that would set the prototype; far cheaper than an object from entries. */
export function setOwn(target: JsonObject, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else target[name] = value;
}
