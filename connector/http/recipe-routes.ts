import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { recipeTiers, type RecipeRecord } from '../store/store.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { anyJson, nameParams, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const summary = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  enabled: z.boolean(),
  version: z.number().int(),
  connection: z.string(),
  trigger: z.string(),
  createdAt: time,
  updatedAt: time,
});

const tier = z.enum(recipeTiers);
const sendsPerDay = z.number().int().min(0).max(100_000_000).meta({ description: 'Most sends in one day (UTC).' });
const permissions = z.object({
  required: z.array(tier).meta({ description: 'What its steps need.' }),
  granted: z.array(tier).meta({ description: 'What a person granted.' }),
  missing: z.array(tier).meta({ description: 'What it needs before it can be switched on.' }),
  sendsPerDay,
});

const full = summary.extend({
  document: anyJson,
  webhookUrl: z.string().nullable().meta({ description: 'Address for system webhooks of its connection.' }),
  journeyUrl: z.string().nullable().meta({ description: 'Address for the journey webhook of this recipe.' }),
  permissions,
});

const problem = z.object({ code: z.string(), path: z.string(), message: z.string(), hint: z.string() });

const source = {
  document: anyJson.optional().meta({ description: 'The recipe as JSON; or give `text`.' }),
  text: z.string().max(1_000_000).optional().meta({ description: 'The recipe as YAML or JSON text.' }),
};
const onlyOne = (body: { document?: unknown; text?: string | undefined }): boolean =>
  (body.document === undefined) !== (body.text === undefined);

/** JSON is YAML too, so that both forms take the one way through the parser. */
function textOf(body: { document?: unknown; text?: string | undefined }): string {
  return body.text ?? JSON.stringify(body.document);
}

function show(record: RecipeRecord): z.input<typeof summary> {
  const { title, connection, trigger } = record.document;
  return { ...record, title: title ?? null, connection, trigger: trigger.use };
}

function permissionsOf({ recipes }: Runtime, record: RecipeRecord): z.input<typeof permissions> {
  const { tiers, sendsPerDay: most } = record.grant;
  return { ...recipes.tiersOf(record), granted: tiers, sendsPerDay: most };
}

async function showFull(runtime: Runtime, record: RecipeRecord): Promise<z.input<typeof full>> {
  return {
    ...show(record),
    document: structuredClone(record.document) as never,
    permissions: permissionsOf(runtime, record),
    ...(await runtime.addressesOf(record)),
  };
}

async function existing(runtime: Runtime, name: string): Promise<RecipeRecord> {
  const record = await runtime.store.getRecipe(name);
  if (record === null)
    throw new ConnectorError('ITC_RECIPE_UNKNOWN', `There is no recipe named ${JSON.stringify(name)}.`);
  return record;
}

/** A version keeps the id of its author, so that erasing a person leaves no address behind. */
async function authorName({ people, tokens }: Runtime, id: string | null): Promise<string | null> {
  if (id === null || id === 'admin-token') return id === null ? null : 'admin token';
  return (await people.get(id))?.email ?? (await tokens.get(id))?.name ?? null;
}

const errors = ['ITC_RECIPE_UNKNOWN'] as const;

export const recipeRoutes = [
  defineRoute({
    method: 'get',
    path: '/recipes',
    tag: 'Recipes',
    summary: 'List the recipes.',
    query: z.strictObject(pageQuery),
    response: page(summary),
    handler: async (runtime, { query }) => {
      const all = await runtime.store.listRecipes();
      const newestFirst = all.map(show).sort((a, b) => (a.id < b.id ? 1 : -1));
      return slicePage(newestFirst, query, ({ id }) => id);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/recipes',
    tag: 'Recipes',
    summary: 'Save a recipe as a new version, after checking it.',
    status: 201,
    body: z
      .strictObject({
        ...source,
        expectedVersion: z
          .number()
          .int()
          .min(0)
          .nullish()
          .meta({ description: 'The version this change was made from; 0 or null = the recipe must be new.' }),
        enable: z.boolean().optional(),
        grant: z.array(tier).optional().meta({ description: 'Granted in addition to what was granted before.' }),
      })
      .refine(onlyOne, 'give either document or text'),
    response: full,
    errors: ['ITC_RECIPE_INVALID', 'ITC_RECIPE_SYNTAX', 'ITC_RECIPE_CONFLICT', 'ITC_RECIPE_NOT_GRANTED'],
    handler: async (runtime, { body }) => {
      const { enable, grant } = body;
      const expectedVersion = body.expectedVersion === 0 ? null : body.expectedVersion;
      return showFull(runtime, await runtime.recipes.save(textOf(body), { expectedVersion, enable, grant }));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/recipes/validate',
    tag: 'Recipes',
    summary: 'Check a recipe without saving it.',
    body: z.strictObject(source).refine(onlyOne, 'give either document or text'),
    response: z.object({ problems: z.array(problem) }),
    handler: async (runtime, { body }) => ({ problems: (await runtime.recipes.check(textOf(body))).problems }),
  }),
  defineRoute({
    method: 'get',
    path: '/recipes/{name}',
    tag: 'Recipes',
    summary: 'Show a recipe with its newest document and its webhook addresses.',
    params: nameParams,
    response: full,
    errors,
    handler: async (runtime, { params }) => showFull(runtime, await existing(runtime, params.name)),
  }),
  defineRoute({
    method: 'get',
    path: '/recipes/{name}/versions',
    tag: 'Recipes',
    summary: 'List the versions of a recipe.',
    params: nameParams,
    query: z.strictObject(pageQuery),
    response: page(
      z.object({
        version: z.number().int(),
        createdAt: time,
        author: z.string().nullable().meta({ description: 'Email address or token name; null = the server, or gone.' }),
      }),
    ),
    errors,
    handler: async (runtime, { params, query }) => {
      await existing(runtime, params.name);
      const versions = await runtime.store.listRecipeVersions(params.name);
      const newestFirst = [...versions].sort((a, b) => b.version - a.version);
      const shown = slicePage(newestFirst, query, ({ version }) => String(version));
      const items = shown.items.map(async (one) => ({ ...one, author: await authorName(runtime, one.author) }));
      return { items: await Promise.all(items), next: shown.next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/recipes/{name}/versions/{version}',
    tag: 'Recipes',
    summary: 'Show one version of a recipe.',
    params: nameParams.extend({ version: z.coerce.number().int().min(1) }),
    response: z.object({ name: z.string(), version: z.number().int(), document: anyJson }),
    errors,
    handler: async (runtime, { params }) => {
      const document = await runtime.store.getRecipeVersion(params.name, params.version);
      if (document === null) throw new ConnectorError('ITC_RECIPE_UNKNOWN', 'There is no such version of this recipe.');
      return { ...params, document: document as never };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/recipes/{name}/permissions',
    tag: 'Recipes',
    summary:
      'Say what a recipe may do and how many messages it may send in a day; taking away what it needs switches it off.',
    params: nameParams,
    body: z.strictObject({ granted: z.array(tier).optional(), sendsPerDay: sendsPerDay.optional() }),
    response: full,
    errors,
    handler: async (runtime, { params, body: { granted, sendsPerDay: most } }) => {
      const change = {
        ...(granted === undefined ? {} : { tiers: recipeTiers.filter((one) => granted.includes(one)) }),
        ...(most === undefined ? {} : { sendsPerDay: most }),
      };
      return showFull(runtime, await runtime.recipes.grant(params.name, change));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/recipes/{name}/enable',
    tag: 'Recipes',
    summary: 'Switch a recipe on, after checking it again.',
    params: nameParams,
    response: full,
    errors: [...errors, 'ITC_RECIPE_INVALID', 'ITC_RECIPE_NOT_GRANTED'],
    handler: async (runtime, { params }) => showFull(runtime, await runtime.recipes.setEnabled(params.name, true)),
  }),
  defineRoute({
    method: 'post',
    path: '/recipes/{name}/disable',
    tag: 'Recipes',
    summary: 'Switch a recipe off; its jobs go on.',
    params: nameParams,
    response: full,
    errors,
    handler: async (runtime, { params }) => showFull(runtime, await runtime.recipes.setEnabled(params.name, false)),
  }),
];
