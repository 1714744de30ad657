import { z } from 'zod';

import { field } from '../connector/define.ts';

/** Page, size and order of a list that Iterable gives in pages. */
export const pageFields = (limits: { maxSize: number; sortBy: readonly string[] }) => ({
  page: z
    .int()
    .positive()
    .optional()
    .meta(field({ title: 'Page', help: 'From 1, the default.', sticky: true })),
  pageSize: z
    .int()
    .positive()
    .max(limits.maxSize)
    .optional()
    .meta(field({ title: 'Page size', help: `At most and by default ${limits.maxSize}.` })),
  sort: z
    .string()
    .regex(
      new RegExp(`^[+-]?(${limits.sortBy.join('|')})$`),
      `Expected one of ${limits.sortBy.join(', ')}, - before it for descending`,
    )
    .optional()
    .meta(
      field({
        title: 'Order',
        help: `${limits.sortBy.join(', ')}; with - before it in descending order.`,
        advanced: true,
      }),
    ),
});

/** What a list in pages gives besides its rows. */
export const pageAnswer = {
  nextPageUrl: z.string().nullish().meta({ title: 'Next page' }),
  previousPageUrl: z.string().nullish().meta({ title: 'Previous page' }),
};
