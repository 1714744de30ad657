import { z } from 'zod';

import { consentNotice } from '../consent/consent-map.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { errorJson, nameParams, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const preference = z.enum(['opt_in', 'opt_out']);
const noticeParams = nameParams.extend({ notice: z.string().min(1).max(100) });
const errors = ['ITC_CONNECTION_UNKNOWN'] as const;
const notices = z.object({ notices: z.array(consentNotice), callback: z.object({ url: z.string() }).nullable() });

const person = {
  email: z.string().max(255).optional(),
  userId: z.string().max(52).optional(),
};

export const preferenceChange = z.strictObject({
  ...person,
  notice: z.string().min(1).max(100),
  preference,
  changedAt: z.iso.datetime({ offset: true }).optional().meta({
    description: 'When the person decided; default now. A later decision, and an opt-out of the same second, stands.',
  }),
  sequence: z.string().min(1).max(200).optional().meta({ description: 'The same for every delivery of one change.' }),
  createUser: z.boolean().optional().meta({ description: 'Makes the user in Iterable first where there is none.' }),
});

const result = z.object({
  result: z.enum(['applied', 'late', 'repeated', 'failed']),
  error: errorJson.optional(),
});

const historyEntry = z.object({
  at: time,
  event: z.string(),
  source: z.string(),
  notice: z.string().nullable(),
  preference: preference.nullable(),
  subscriptions: z.array(z.string()),
  decidedAt: time.nullable(),
  code: z.string().optional(),
});

const iso = (ms: number): string => new Date(ms).toISOString();

async function showNotices(runtime: Runtime, name: string): Promise<z.input<typeof notices>> {
  return runtime.consent.notices(name);
}

/** The notices of a connection and the preferences of people. */
export const consentRoutes = [
  defineRoute({
    method: 'get',
    path: '/connections/{name}/consent/notices',
    tag: 'Consent',
    summary: 'List the privacy notices of a connection and the subscriptions they stand for.',
    params: nameParams,
    response: notices,
    errors,
    handler: (runtime, { params }) => showNotices(runtime, params.name),
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/consent/notices',
    tag: 'Consent',
    summary: 'Add a privacy notice, or change the one with the same key.',
    params: nameParams,
    body: consentNotice,
    response: notices,
    errors: [...errors, 'ITC_CONSENT_MAP', 'ITC_CONSENT_CONFLICT'],
    handler: (runtime, { params, body }) => runtime.consent.putNotice(params.name, body),
  }),
  defineRoute({
    method: 'delete',
    path: '/connections/{name}/consent/notices/{notice}',
    tag: 'Consent',
    summary: 'Remove a privacy notice; preferences of people stay.',
    params: noticeParams,
    response: notices,
    errors: [...errors, 'ITC_CONSENT_NOTICE', 'ITC_CONSENT_CONFLICT'],
    handler: (runtime, { params }) => runtime.consent.removeNotice(params.name, params.notice),
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/consent/callback',
    tag: 'Consent',
    summary: 'Set where changes made in Iterable are told, signed by Standard Webhooks; the secret is shown this once.',
    params: nameParams,
    body: z.strictObject({ url: z.url().max(2_000).nullable() }),
    response: z.object({ secret: z.string().nullable() }),
    errors: [...errors, 'ITC_CONSENT_CALLBACK', 'ITC_CONSENT_CONFLICT'],
    handler: async ({ consent, checkCallbackUrl }, { params, body }) => {
      if (body.url !== null) checkCallbackUrl(body.url);
      return { secret: await consent.setCallback(params.name, body.url) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/connections/{name}/consent/status',
    tag: 'Consent',
    summary: 'Show how many changes came from outside and from Iterable and what became of them.',
    params: nameParams,
    response: z.object({ webhookUrl: z.string(), counts: z.record(z.string(), z.int()) }),
    errors,
    handler: async (runtime, { params }) => {
      const record = await runtime.connections.get(params.name);
      return {
        webhookUrl: `${runtime.webhookUrl(record)}/consent-webhook`,
        counts: await runtime.consent.counts(params.name),
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/consent/{name}/preferences',
    tag: 'Consent',
    summary: 'Take preferences from outside; each changes exactly the subscriptions of its notice.',
    params: nameParams,
    body: z.strictObject({ changes: z.array(preferenceChange).min(1).max(1_000) }),
    response: z.object({ results: z.array(result) }),
    errors,
    handler: async ({ consent }, { params, body }) => ({
      results: await consent.takePreferences(params.name, body.changes),
    }),
  }),
  defineRoute({
    method: 'post',
    path: '/consent/{name}/lookup',
    tag: 'Consent',
    summary: 'Show the preferences of one person and their history.',
    params: nameParams,
    body: z.strictObject(person),
    response: z.object({
      known: z.boolean(),
      isPushing: z.boolean(),
      preferences: z.array(
        z.object({ notice: z.string(), preference, decidedAt: time, source: z.enum(['outside', 'iterable']) }),
      ),
      history: z.array(historyEntry),
    }),
    errors,
    handler: async ({ consent }, { params, body }) => {
      const found = await consent.lookUp(params.name, body);
      if (found === null) return { known: false, isPushing: false, preferences: [], history: [] };
      return {
        known: true,
        isPushing: found.isPushing,
        preferences: found.preferences.map(({ notice, preference: value, change }) => ({
          notice,
          preference: value,
          decidedAt: iso(change.atMs),
          source: change.source,
        })),
        history: found.history.map(({ atMs, decidedMs, ...entry }) => ({
          ...entry,
          at: iso(atMs),
          decidedAt: decidedMs === null ? null : iso(decidedMs),
        })),
      };
    },
  }),
];
