import { z } from 'zod';

import { field } from '../define.ts';

/** Fields that calls to other systems share. */

export const url = z
  .string()
  .min(1)
  .max(8_000)
  .meta(
    field({
      title: 'Address',
      help: 'https://…; private addresses are reached only where ITC_OUTBOUND_ALLOW lists them.',
      example: 'https://hooks.example.com/orders',
    }),
  );

export const secretName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'Expected the name of a secret: lower-case letters, digits and underscores');

export const timeoutSeconds = z
  .int()
  .min(1)
  .max(60)
  .optional()
  .meta(field({ title: 'Longest wait', help: 'Seconds for the whole call; default 30.', advanced: true }));

const defaultTimeoutSeconds = 30;

/** The wait in milliseconds. */
export const timeoutMs = (seconds: number | undefined): number => (seconds ?? defaultTimeoutSeconds) * 1_000;
