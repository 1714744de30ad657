import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { actions, picklists } from '../../actions/index.ts';
import { startBulkRun } from '../../connector/bulk/bulk-action.ts';
import { changeConsent } from '../../connector/consent/consent-action.ts';
import { webActions } from '../../connector/outbound/web-actions.ts';
import { loadRegistry } from '../../connector/registry.ts';
import type { Json, JsonSchema } from '../../designer/api/types.ts';
import { fieldsOf } from '../../designer/fields/field-spec.ts';
import { fieldFrom, inputOf, valuesFrom } from '../../designer/fields/field-value.ts';
import { recipeSchema, stepKeys } from '../../recipes/recipe-schema.ts';
import { triggers } from '../../triggers/index.ts';

// steps that end in this connector or in another system are filled in by the same forms
const allActions = [...actions, changeConsent, startBulkRun];
const allSteps = [...allActions, ...webActions];
const registry = loadRegistry({ actions: allActions, triggers, picklists, webActions });
const specsOf = (name: string) => fieldsOf(registry.describeAction(name).input as unknown as JsonSchema);
const kinds = (name: string): Record<string, string> =>
  Object.fromEntries(specsOf(name).map((spec) => [spec.name, spec.kind]));

describe('the fields of an action', () => {
  it('are drawn by what the schema and its hints say', () => {
    expect(kinds('upsert_user')).toMatchObject({
      email: 'text',
      dataFields: 'data-fields',
      mergeNestedObjects: 'boolean',
    });
    expect(kinds('track_event')).toMatchObject({ createdAt: 'date-time', campaignId: 'number' });
    expect(kinds('update_user_subscriptions')).toMatchObject({ emailListIds: 'select' });
    expect(kinds('bulk_upsert_users')).toMatchObject({ users: 'list' });
  });

  it('come required first, then the usual ones, then the others', () => {
    const specs = specsOf('track_event');
    const ranks = specs.map(({ isRequired, isSticky, isAdvanced }) =>
      isRequired ? 0 : isSticky ? 1 : isAdvanced ? 3 : 2,
    );
    expect(ranks).toEqual([...ranks].sort());
    expect(specs[0]?.name).toBe('eventName');
  });

  it('of outputs are drawn for every action, also where any JSON is defined by itself', () => {
    for (const { name } of actions) {
      const output = registry.describeAction(name).output as unknown as JsonSchema;
      expect(
        fieldsOf(output)
          .map((spec) => spec.name)
          .sort(),
      ).toEqual(Object.keys(output.properties ?? {}).sort());
    }
    const any = { anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/$defs/any' } }] };
    const schema = { properties: { params: { $ref: '#/$defs/any' } }, $defs: { any } } as unknown as JsonSchema;
    expect(fieldsOf(schema)).toMatchObject([{ name: 'params', kind: 'list', item: { kind: 'json' } }]);
  });

  it('of the items of a list are fields themselves', () => {
    const [users] = specsOf('bulk_upsert_users');
    expect(users?.item?.fields?.map(({ name }) => name)).toContain('dataFields');
  });
});

describe('the value of a form', () => {
  it.each(allSteps.flatMap(({ name, examples }) => examples.map(({ input }, index) => [name, index, input] as const)))(
    'of %s, example %i, comes out as it went in',
    (name, _index, input) => {
      const specs = specsOf(name);
      expect(inputOf(specs, valuesFrom(specs, input as Record<string, Json>))).toEqual(input);
    },
  );

  it('keeps one value for each mode, so that a switch and back loses nothing', () => {
    const [spec] = specsOf('track_event');
    if (spec === undefined) throw new Error('no field');
    const typed = fieldFrom(spec, 'cartAbandoned');
    const formula = { ...typed, mode: 'formula' as const, formula: '{{ trigger.eventName }}' };
    expect(inputOf([spec], { eventName: formula })).toEqual({ eventName: '{{ trigger.eventName }}' });
    expect(inputOf([spec], { eventName: { ...formula, mode: 'text' } })).toEqual({ eventName: 'cartAbandoned' });
  });

  it('tells what is left out from null, false and the empty list', () => {
    const specs = specsOf('update_user_subscriptions');
    const input = { email: null, emailListIds: [], validateChannelAlignment: false } as unknown as Record<string, Json>;
    expect(inputOf(specs, valuesFrom(specs, input))).toEqual(input);
    expect(inputOf(specs, valuesFrom(specs, {}))).toEqual({});
  });

  it('keeps the keys of data fields exactly as typed', () => {
    const specs = specsOf('upsert_user');
    const input = { dataFields: { 'with space': 1, 'a.b': null, ärger: true, '0': 'x', nested: { a: [1] } } };
    expect(inputOf(specs, valuesFrom(specs, input))).toEqual(input);
  });
});

type Node = Record<string, unknown>;

/** What an input declares and a form of it must offer: the path of every property, past lists, references and variants. */
function declaredPaths(schema: Node, root: Node, path: string, above: readonly string[] = []): string[] {
  const name = typeof schema['$ref'] === 'string' ? schema['$ref'].replace('#/$defs/', '') : null;
  if (name !== null) {
    // a schema that names itself is entered as JSON
    if (above.includes(name)) return [];
    const target = (root['$defs'] as Record<string, Node>)[name] ?? {};
    return declaredPaths(target, root, path, [...above, name]);
  }
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Node>);
  const items = schema['items'] as Node | undefined;
  const variants = ((schema['anyOf'] ?? schema['oneOf'] ?? []) as Node[]).filter(({ type }) => type !== 'null');
  return [
    ...properties.flatMap(([key, child]) => [`${path}.${key}`, ...declaredPaths(child, root, `${path}.${key}`, above)]),
    ...(items === undefined ? [] : declaredPaths(items, root, `${path}[]`, above)),
    ...variants.flatMap((variant) => declaredPaths(variant, root, path, above)),
  ];
}

/** The paths that a form offers; below a control that takes any JSON everything can be entered. */
function offered(specs: ReturnType<typeof fieldsOf>, path: string): { exact: Set<string>; open: string[] } {
  const found = { exact: new Set<string>(), open: [] as string[] };
  const walk = (spec: (typeof specs)[number], at: string): void => {
    found.exact.add(at);
    if (spec.fields !== undefined) for (const one of spec.fields) walk(one, `${at}.${one.name}`);
    else if (spec.item !== undefined) walk(spec.item, `${at}[]`);
    else if (['json', 'key-value', 'data-fields'].includes(spec.kind)) found.open.push(at);
  };
  for (const spec of specs) walk(spec, `${path}.${spec.name}`);
  return found;
}

const unreachable = (schema: Node, path: string): string[] => {
  const { exact, open } = offered(fieldsOf(schema as unknown as JsonSchema), path);
  return declaredPaths(schema, schema, path).filter(
    (one) => !exact.has(one) && !open.some((below) => one.startsWith(`${below}.`) || one.startsWith(`${below}[`)),
  );
};

describe('what is declared can be entered in a form', () => {
  it.each(allSteps.map(({ name }) => name))('every input of %s has a field, at any depth', (name) => {
    expect(unreachable(registry.describeAction(name).input as unknown as Node, name)).toEqual([]);
  });

  it.each(triggers.map(({ name }) => name))('every setting of the trigger %s has a field, at any depth', (name) => {
    expect(unreachable(registry.describeTrigger(name).config as unknown as Node, name)).toEqual([]);
  });

  it('a property that no control draws would be found', () => {
    const hidden = {
      type: 'object',
      properties: { a: { type: 'string', properties: { b: {} } } },
    };
    expect(unreachable(hidden, 'x')).toEqual(['x.a.b']);
  });
});

describe('the options of a step', () => {
  const builder = fileURLToPath(new URL('../../designer/screens/recipe-builder/', import.meta.url));
  const forms = readdirSync(builder)
    .filter((name) => /(-form|-forms|-editor|step-panel|add-step|builder|start-panel)\.tsx$/.test(name))
    .map((name) => readFileSync(join(builder, name), 'utf8'))
    .join('\n');
  const schema = z.toJSONSchema(recipeSchema, { unrepresentable: 'any' }) as Node;
  const defs = Object.values(schema['$defs'] as Record<string, Node>);
  const steps = [...defs, schema]
    .flatMap(({ anyOf }) => (anyOf ?? []) as Node[])
    .filter(({ properties }) => {
      const keys = Object.keys((properties ?? {}) as Node);
      return keys.includes('id') && keys.includes('comment');
    });
  const options = [...new Set(steps.flatMap(({ properties }) => Object.keys(properties as Node)))];

  it('are those of the recipe schema', () => {
    expect(steps).toHaveLength(stepKeys.length);
    expect(options).toEqual(expect.arrayContaining(['ignoreUnsubscribes', 'forEachPage', 'pageSize', 'skip']));
  });

  // inner steps are drawn in the list of steps
  it.each(options.filter((name) => !['then', 'else', 'steps'].includes(name)))(
    '%s is read and written by a form of the builder',
    (name) => {
      expect(forms).toMatch(new RegExp(`(?:step|call)\\.${name}\\b|'${name}'`));
    },
  );
});
