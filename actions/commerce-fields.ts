import { z } from 'zod';

import { field } from '../connector/define.ts';
import { dataFields, person } from './fields.ts';

/** A price or total: a number, or the same written in digits with a point. `19,90` is refused: it could mean 1990. */
export const amount = z.union(
  [
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,15}(\.\d{1,10})?$/)
      .transform(Number),
  ],
  { error: 'Expected a number such as 19.90' },
);

const productId = z.union([z.string().trim().min(1), z.int().transform(String)], {
  error: 'Expected the ID of a product',
});

const item = z.strictObject({
  id: productId.meta(field({ title: 'Product ID' })),
  name: z
    .string()
    .min(1, 'Expected the name of the product')
    .meta(field({ title: 'Name' })),
  price: amount.meta(field({ title: 'Price', help: 'Of one piece.' })),
  quantity: z.int().meta(field({ title: 'Quantity' })),
  sku: z
    .string()
    .optional()
    .meta(field({ title: 'SKU' })),
  description: z
    .string()
    .optional()
    .meta(field({ title: 'Description' })),
  categories: z
    .array(z.string())
    .optional()
    .meta(field({ title: 'Categories' })),
  imageUrl: z
    .string()
    .optional()
    .meta(field({ title: 'Image address' })),
  url: z
    .string()
    .optional()
    .meta(field({ title: 'Product page' })),
  dataFields: dataFields.optional().meta(field({ title: 'Further fields', control: 'dataFields' })),
});

/** The goods of a purchase or cart. */
export const items = z.array(item);

/** The person of a purchase or cart, whose profile is written along with it. */
export const commerceUser = z.strictObject({
  ...person,
  dataFields: dataFields.optional().meta(field({ title: 'Profile fields', control: 'dataFields' })),
  mergeNestedObjects: z
    .boolean()
    .optional()
    .meta(
      field({
        title: 'Merge objects',
        help: 'Off: an object replaces the stored one. On: it is merged into it.',
        advanced: true,
      }),
    ),
  preferUserId: z
    .boolean()
    .optional()
    .meta(
      field({
        title: 'Create by user ID',
        help: 'Email-based projects only: an unknown user ID makes a new user with a placeholder address.',
        advanced: true,
      }),
    ),
  createNewFields: z
    .boolean()
    .optional()
    .meta(
      field({
        title: 'Create new fields',
        help: 'Off: profile fields that the project does not know are dropped. Empty: the setting of the project decides.',
        advanced: true,
      }),
    ),
});
