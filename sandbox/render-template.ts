import type { JsonObject } from './json-value.ts';
import { isJsonObject } from './json-value.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** The value at a dotted path of own members, as text; what is not there is empty, as Iterable renders it. */
function fieldText(data: JsonObject, path: string): string {
  let value: unknown = data;
  for (const name of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return '';
    value = value[name];
  }
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

const mergeField = /\{\{\{\s*([^{}]+?)\s*\}\}\}|\{\{\s*([^{}]+?)\s*\}\}|\[\[\s*([^[\]]+?)\s*\]\]/g;
const fieldPath = /^[A-Za-z_][\w-]*(\.[\w-]+)*$/;

/** Why a template cannot be rendered. */
export class RenderFault extends Error {}

/**
 * Puts data into merge fields: `{{field}}` and `{{a.b}}` escaped for HTML, `{{{field}}}` as it is, `[[field]]` from the data
 * feed. Throws RenderFault for braces that do not close, and for everything else of Handlebars, which the sandbox does not
 * render: a page that is wrong in silence would be worse than none.
 */
export function renderTemplate(template: string, data: JsonObject, feed: JsonObject = {}): string {
  const rest = template.replace(mergeField, '');
  if (/\{\{|\}\}/.test(rest)) throw new RenderFault('A handlebars expression is not closed');
  return template.replace(mergeField, (_, raw?: string, plain?: string, fed?: string) => {
    const path = raw ?? plain ?? fed ?? '';
    if (!fieldPath.test(path)) throw new RenderFault(`The sandbox renders merge fields only, not ${path}`);
    const text = fieldText(fed === undefined ? data : feed, path);
    return plain === undefined ? text : escaped(text);
  });
}

/** Fills `[[field]]` only, as campaigns/create does once and for all in the copy of its template; unknown ones stay. */
export function bakeFields(value: unknown, data: JsonObject): unknown {
  if (typeof value === 'string') {
    return value.replace(/\[\[\s*([\w.-]+)\s*\]\]/g, (whole, path: string) => fieldText(data, path) || whole);
  }
  if (Array.isArray(value)) return value.map((item) => bakeFields(item, data));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bakeFields(member, data)]));
}
