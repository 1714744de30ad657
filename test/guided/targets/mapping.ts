import assert from 'node:assert/strict';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Json } from '../../../errors/json.ts';
import { evaluate } from '../../../recipes/condition.ts';
import { applyClear } from '../../../recipes/mapping/apply-clear.ts';
import { formatPath, readPath } from '../../../recipes/mapping/parse-path.ts';
import { escapeTemplate, parseTemplate } from '../../../recipes/mapping/parse-template.ts';
import { CLEAR, resolveMapping, type Resolved } from '../../../recipes/mapping/resolve.ts';
import { TemplateCursor } from '../../../recipes/mapping/template-cursor.ts';
import type { Expression, PathExpression, Template } from '../../../recipes/mapping/template.ts';
import { comparisonOperators } from '../../../recipes/recipe.ts';
import { scopeOf } from '../../recipes/scopes.ts';
import { resultOf } from '../refusals.ts';

/** Splits the text of a template from the text of a JSON payload behind it. */
const separator = '\n---\n';

const payload: Json = {
  email: 'ada@example.com',
  total: 12.5,
  count: '7',
  at: '2031-03-04 05:06:40 +00:00',
  yes: true,
  none: null,
  empty: '',
  tags: ['b', 'a', 'b', null, 3],
  items: [{ sku: 'x', price: 2 }, { sku: 'y', price: '3.5' }, 'odd'],
  dataFields: { 'first name': 'Ada', deep: { list: [[1, 2], [3]] } },
};
const profile: Json = JSON.parse('{"__proto__":{"a":1},"toString":"own","pill":"{{ trigger.email }}"}') as Json;

/** A text is parsed or refused by its code; what it gives is JSON, is the same twice, and leaves the scope as it was. */
export function fuzz(data: Buffer): void {
  const [text = '', given] = data.toString('utf8').split(separator, 2);
  const plain = parseTemplate(escapeTemplate(text)).parts;
  assert.deepEqual(plain, text === '' ? [] : [{ kind: 'text', text }], 'an escaped text is not read literally');

  const template = resultOf(() => parseTemplate(text, 'with.field'), 'ITC_PILL_SYNTAX');
  if (template instanceof ConnectorError) return;
  for (const path of pathsOf(template)) assert.deepEqual(readPath(new TemplateCursor(formatPath(path))), path);

  const trigger = readPayload(given) ?? payload;
  const scope = scopeOf(trigger, [['profile', profile]]);
  const before = JSON.stringify([trigger, profile]);
  const resolve = (): Resolved | ConnectorError =>
    resultOf(() => resolveMapping({ field: text }, scope), 'ITC_FUNCTION_UNKNOWN', 'ITC_FUNCTION_ARGUMENT');
  const first = resolve();
  assert.deepEqual(told(resolve()), told(first), 'the same text gives another value the second time');
  assert.equal(JSON.stringify([trigger, profile]), before, 'a pill changed what it read');
  if (first instanceof ConnectorError) return;
  const filled = applyClear(first);
  assert.deepEqual(JSON.parse(JSON.stringify(filled)), withoutMinusZero(filled), 'what a pill gives is no JSON');
  for (const op of comparisonOperators) {
    const right = '{{ trigger.count }}';
    assert.equal(typeof evaluate({ left: text, op, right }, scope), 'boolean');
    if (op === 'equals' && first !== CLEAR) {
      assert.ok(evaluate({ left: text, op, right: text }, scope), 'a value is not equal to itself');
    }
  }
}

const told = (value: Resolved | ConnectorError): unknown => (value instanceof ConnectorError ? value.toJSON() : value);

const isPath = (expression: Expression): expression is PathExpression => expression.kind === 'path';

function pathsOf({ parts }: Template): PathExpression[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text' || part.head.kind === 'clear') return [];
    return [part.head, ...part.calls.flatMap(({ args }) => args)].filter(isPath);
  });
}

function readPayload(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

/** JSON writes -0 as 0. */
function withoutMinusZero(value: Json | undefined): unknown {
  if (typeof value === 'number') return value + 0;
  if (Array.isArray(value)) return value.map(withoutMinusZero);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutMinusZero(item)]));
}
