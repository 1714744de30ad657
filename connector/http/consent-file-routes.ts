import { Readable } from 'node:stream';

import { z } from 'zod';

import { exportConsent, importConsent } from '../consent/consent-csv.ts';
import { findConsentDrift } from '../consent/consent-drift.ts';
import { given, nameParams, pageQuery } from './answer-schemas.ts';
import { defineRoute, type Download } from './route.ts';

const preference = z.enum(['opt_in', 'opt_out']);
const errors = ['ITC_CONNECTION_UNKNOWN'] as const;

/** Preferences of many people: files, and the comparison with Iterable. */
export const consentFileRoutes = [
  defineRoute({
    method: 'get',
    path: '/consent/{name}/export',
    tag: 'Consent',
    summary: 'Download all preferences as CSV.',
    params: nameParams,
    download: ['text/csv'],
    response: z.custom<Download>(),
    errors,
    handler: async ({ consent, connections }, { params }) => {
      await connections.get(params.name);
      const body = Readable.from(exportConsent(consent, params.name));
      return { type: 'text/csv', fileName: `${params.name}-preferences.csv`, body };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/consent/{name}/import',
    tag: 'Consent',
    summary:
      'Take preferences from a CSV of up to 1 MB with the columns email, user_id, notice, preference, changed_at.',
    params: nameParams,
    query: z.object({
      dryRun: z.enum(['true', 'false']).default('false').meta({ description: 'Only tells what would happen.' }),
    }),
    upload: true,
    response: z.object({
      dryRun: z.boolean(),
      rows: z.int(),
      applied: z.int(),
      late: z.int(),
      repeated: z.int(),
      failed: z.int(),
      faults: z.array(z.object({ row: z.int(), code: z.string(), message: z.string() })),
    }),
    errors: [...errors, 'ITC_INPUT_INVALID', 'ITC_BULK_TOO_LARGE'],
    handler: async ({ consent }, { params, query, stream }) => {
      const isDry = query.dryRun === 'true';
      return { dryRun: isDry, ...(await importConsent(consent, params.name, stream, { isDry })) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/consent/{name}/drift',
    tag: 'Consent',
    summary: 'Compare a page of stored preferences with Iterable; one read per person.',
    params: nameParams,
    query: z.object({ ...pageQuery, limit: z.coerce.number().int().min(1).max(100).default(50) }),
    response: z.object({
      checked: z.int(),
      unread: z.int(),
      drift: z.array(
        z.object({
          email: z.string().optional(),
          userId: z.string().optional(),
          notice: z.string(),
          subscription: z.string(),
          stored: preference,
          iterable: preference.nullable().meta({ description: 'null: Iterable does not know the person.' }),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors,
    handler: async ({ consent, registry, runAction }, { params, query }) =>
      findConsentDrift(
        consent,
        (action, input) => runAction(registry.action(action), params.name, input),
        params.name,
        given(query),
      ),
  }),
];
