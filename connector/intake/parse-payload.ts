import { isAscii, isUtf8 } from 'node:buffer';

import type { Json, JsonObject } from '../../errors/json.ts';
import type { EventBody } from '../store/store.ts';
import { readContentType } from './check-content-type.ts';
import type { BodyForm } from './hook-call.ts';

/** Text of a body: null unless it is UTF-8. The bytes of a byte order mark are no part of the text. */
export function readUtf8(body: Uint8Array): string | null {
  const buffer = Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // one byte per character is what V8 reads fastest
  if (isAscii(buffer)) return buffer.toString('latin1');
  if (!isUtf8(buffer)) return null;
  const text = buffer.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Form fields or a query as an object; a name that occurs several times becomes a list. Null beyond `maxKeys` fields. */
export function parseFields(text: string, maxKeys: number): JsonObject | null {
  const fields = new Map<string, Json>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1;
    if (count > maxKeys) return null;
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value]);
  }
  // fromEntries makes own keys, so that a field named __proto__ stays a field
  return Object.fromEntries(fields);
}

/** The payload of a stored event, read in the same way as when it arrived; a body that cannot be read gives an empty object. */
export function payloadOf({ method, contentType, query, body }: EventBody): Json {
  const form = bodyFormOf(method, contentType, body.byteLength);
  if (form === 'query' || form === 'none') return parseFields(query, Infinity) ?? {};
  const text = readUtf8(body);
  if (text === null) return {};
  if (form === 'form') return parseFields(text, Infinity) ?? {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

function bodyFormOf(method: string, contentType: string, length: number): BodyForm {
  if (method === 'GET') return 'query';
  return length === 0 ? 'none' : (readContentType(contentType) ?? 'json');
}
