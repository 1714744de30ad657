import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { isJsonObject } from './json-value.ts';

type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';

/** A member of a body: a kind, `?` after it when it may be missing or null, a list of things, or an object with members. */
export type BodyMember =
  Kind | `${Kind}?` | { each: BodyShape | Kind; optional?: boolean } | { members: BodyShape; optional?: boolean };
export interface BodyShape {
  [member: string]: BodyMember;
}

export interface BodyFault {
  path: string;
  /** Play's name for the fault, as in the recordings of 2017 to 2022 */
  old: string;
  /** the short wording of the newer form */
  short: string;
}

const tests: Record<Kind, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  object: isJsonObject,
  array: Array.isArray,
};

const wording: Record<Kind, [string, string]> = {
  string: ['error.expected.jsstring', 'String value expected'],
  number: ['error.expected.jsnumber', 'Number value expected'],
  integer: ['error.expected.long', 'Integer value expected'],
  boolean: ['error.expected.jsboolean', 'Boolean value expected'],
  object: ['error.expected.jsobject', 'Object value expected'],
  array: ['error.expected.jsarray', 'Array value expected'],
};

const fault = (path: string, kind: Kind): BodyFault => ({ path, old: wording[kind][0], short: wording[kind][1] });

/** Every place where a body departs from a shape; members that the shape does not name are allowed, as at Iterable. */
export function bodyFaults(body: unknown, shape: BodyShape, path = 'obj'): BodyFault[] {
  if (!isJsonObject(body)) return [fault(path, 'object')];
  const faults: BodyFault[] = [];
  for (const [name, member] of Object.entries(shape)) {
    const value = body[name];
    const here = `${path}.${name}`;
    if (typeof member === 'string') {
      const optional = member.endsWith('?');
      const kind = (optional ? member.slice(0, -1) : member) as Kind;
      if (optional && (value === undefined || value === null)) continue;
      if (value === undefined) faults.push({ path: here, old: 'error.path.missing', short: 'Value is required' });
      else if (!tests[kind](value)) faults.push(fault(here, kind));
      continue;
    }
    if (member.optional === true && (value === undefined || value === null)) continue;
    if ('members' in member) {
      if (value === undefined) faults.push({ path: here, old: 'error.path.missing', short: 'Value is required' });
      else faults.push(...bodyFaults(value, member.members, here));
      continue;
    }
    if (!Array.isArray(value)) {
      faults.push(
        value === undefined
          ? { path: here, old: 'error.path.missing', short: 'Value is required' }
          : fault(here, 'array'),
      );
      continue;
    }
    const { each } = member;
    value.forEach((item: unknown, index) => {
      const itemPath = `${here}[${index}]`;
      if (typeof each !== 'string') faults.push(...bodyFaults(item, each, itemPath));
      else if (!tests[each](item)) faults.push(fault(itemPath, each));
    });
  }
  return faults;
}

/**
 * Every member of a body that its shape does not name. Iterable ignores them silently; the sandbox can be told to refuse
 * them (`refuseUnknownFields`), to show a caller the key that it misspelt.
 */
export function unknownMembers(body: unknown, shape: BodyShape, path = 'obj'): BodyFault[] {
  if (!isJsonObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]): BodyFault[] => {
    const here = `${path}.${name}`;
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member === undefined) return [{ path: here, old: 'error.unexpected', short: 'Unknown field' }];
    if (typeof member === 'string') return [];
    if ('members' in member) return unknownMembers(value, member.members, here);
    const { each } = member;
    if (typeof each === 'string' || !Array.isArray(value)) return [];
    return value.flatMap((item, index) => unknownMembers(item, each, `${here}[${index}]`));
  });
}

/**
 * 400 BadJsonBody. The short form is what newer answers look like; the echo form repeats body and headers, the Api-Key
 * in clear among them, as recorded in 2022, so that clients can prove that they redact it.
 */
export function badJsonBody(
  call: { path: string; rawBody: string; rawHeaders: readonly string[] },
  faults: readonly BodyFault[],
  echo: boolean,
): Answer {
  if (!echo) {
    const params = Object.fromEntries(faults.map(({ path, short }) => [path, short]));
    return refuse(400, 'BadJsonBody', `[${call.path}] Invalid JSON body`, params);
  }
  const pairs: string[] = [];
  for (let i = 0; i + 1 < call.rawHeaders.length; i += 2) {
    pairs.push(`(${call.rawHeaders[i]},${call.rawHeaders[i + 1]})`);
  }
  const msg = `[${call.path}] body: ${call.rawBody}, hdrs: List(${pairs.join(', ')})`;
  return refuse(
    400,
    'BadJsonBody',
    msg,
    Object.fromEntries(faults.map(({ path, old }) => [path, [{ msg: [old], args: [] }]])),
  );
}
