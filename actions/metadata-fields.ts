import { z } from 'zod';

import { field } from '../connector/define.ts';

const alphanumeric = /^[A-Za-z0-9]+$/;

export const table = z
  .string()
  .regex(alphanumeric, 'Expected letters and digits only')
  .meta(field({ title: 'Table', help: 'Letters and digits; upper and lower case do not matter.', example: 'stores' }));

export const key = z
  .string()
  .regex(alphanumeric, 'Expected letters and digits only')
  .meta(field({ title: 'Key', help: 'Letters and digits; upper and lower case matter.', example: 'porto' }));

/** An entry of a table, without its value. */
export const entryAnswer = {
  table: z.string().meta({ title: 'Table' }),
  key: z.string().meta({ title: 'Key' }),
  size: z.int().meta({ title: 'Bytes' }),
  // a date-time in some answers and milliseconds in others
  lastModified: z.union([z.int(), z.string()]).meta({ title: 'Changed at' }),
};
