import { z } from 'zod';

import { field, type Action, type AntiExample } from '../connector/define.ts';
import { acknowledgement } from './fields.ts';

/** Names of catalogs and ids of their items: both stand in paths (Iterable, "Create a catalog"). */
const plainName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,255}$/, 'Expected 1 to 255 letters, digits and - (no blanks, no other signs)');

/** The catalog that an action works on. */
export const catalogName = plainName.meta(
  field({
    title: 'Catalog',
    help: 'Letters, digits and -; upper and lower case are the same.',
    picklist: { name: 'catalogs' },
    example: 'products',
  }),
);

export const itemId = plainName.meta(
  field({ title: 'Item ID', help: 'Letters, digits and -; upper and lower case differ.', example: 'sku-1' }),
);

/** Ids as the keys of a bulk upload. */
export const itemKey = plainName;

const maxItemBytes = 30 * 1024;

function findDottedField(value: unknown, path: PropertyKey[] = []): PropertyKey[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (!Array.isArray(value) && key.includes('.')) return here;
    const found = findDottedField(inner, here);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Fields of a catalog item: no dots in their names at any depth, at most 30 kB. */
export const itemFields = z.record(z.string(), z.json()).superRefine((fields, context) => {
  const path = findDottedField(fields);
  if (path !== undefined) {
    context.addIssue({ code: 'custom', path, message: 'Expected a field name without dots' });
  }
  if (new TextEncoder().encode(JSON.stringify(fields)).length > maxItemBytes) {
    context.addIssue({ code: 'custom', message: 'Expected at most 30 kB' });
  }
});

/** Field types that a catalog can have (Iterable, "Set a catalog's field mappings"). */
export const catalogFieldTypes = ['boolean', 'date', 'geo_location', 'long', 'double', 'object', 'string'] as const;

/** What all reads of catalogs have in common: at run time their answers stand below `params`. */
export const readsCatalog = {
  resource: 'catalogs',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'none',
  answer: 'wrapped',
} as const satisfies Partial<Action>;

/** What all writes to catalogs have in common. Writes of items are accepted with 202 and done a little later. */
export const writesCatalog = {
  resource: 'catalogs',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'none',
  answer: 'envelope',
  output: acknowledgement,
} as const satisfies Partial<Action>;

/** Page and size of a list of catalogs or items; Iterable publishes no largest size. */
export const catalogPage = {
  page: z
    .int()
    .positive()
    .optional()
    .meta(field({ title: 'Page', help: 'From 1, the default.', sticky: true })),
  pageSize: z
    .int()
    .positive()
    .optional()
    .meta(field({ title: 'Page size', help: 'Iterable gives 10 unless told otherwise.' })),
};

export const catalogItem = z.looseObject({
  catalogName: z.string().optional().meta({ title: 'Catalog' }),
  itemId: z.string().optional().meta({ title: 'Item ID' }),
  value: z.looseObject({}).optional().meta({ title: 'Fields' }),
  size: z.int().optional().meta({ title: 'Size (bytes)' }),
  lastModified: z.union([z.int(), z.string()]).optional().meta({ title: 'Changed at (milliseconds)' }),
});

export const catalogItemExample = {
  catalogName: 'products',
  itemId: 'sku-1',
  lastModified: 1930000000000,
  size: 17,
  value: { price: 10 },
};

/** Inputs that every action on one catalog refuses. @param fields what it needs besides the catalog */
export const catalogAntiExamples = (fields: object): [AntiExample, ...AntiExample[]] => [
  { input: fields, reason: 'The catalog is needed.' },
  { input: { catalogName: '', ...fields }, reason: 'Without a name the path would mean all catalogs.' },
  { input: { catalogName: 'spring sale', ...fields }, reason: 'A name has no blanks.' },
  { input: { catalogName: 'a/b', ...fields }, reason: 'A name has no slash: it would mean another path.' },
];
