import { z } from 'zod';

import { iterableSources } from '../intake/check-source.ts';
import { defaultFieldCheck, fieldCheckModes } from '../iterable/field-check.ts';
import type { NewConnection } from '../runtime/connection-book.ts';

const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];
const reservedHeaders =
  /^(host|content-type|content-length|content-encoding|transfer-encoding|connection|cookie|forwarded|x-forwarded-.*)$/;

const sandboxUrl = z
  // what is no address is not asked for its parts
  .url({ protocol: /^http$/, abort: true })
  .refine((url) => {
    const { hostname, username, pathname, search } = new URL(url);
    return loopbackHosts.includes(hostname) && username === '' && pathname === '/' && search === '';
  }, 'must be the http address of a sandbox on this machine, such as http://127.0.0.1:3001')
  .transform((url) => url.replace(/\/$/, ''));

const regionOfDashboard: Record<string, 'us' | 'eu'> = { 'app.iterable.com': 'us', 'app.eu.iterable.com': 'eu' };

function regionOf(dashboardUrl: string): 'us' | 'eu' | undefined {
  try {
    return regionOfDashboard[new URL(dashboardUrl.includes('://') ? dashboardUrl : `https://${dashboardUrl}`).hostname];
  } catch {
    return undefined;
  }
}

/** Who may send webhooks. */
export const allowedSources = z
  .array(z.union([z.literal(iterableSources), z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]))
  .max(100)
  .meta({
    description: 'Addresses and CIDR ranges; `iterable` = those of its data center (ITC_SOURCE_RANGES_US, _EU).',
  });

/** The fields of a connection as a caller gives them. */
export const connectionFields = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,62}$/, 'must begin with a lower-case letter and hold letters, digits, - and _ only'),
  apiKey: z
    .string()
    .max(500)
    .refine((key) => /^[\x21-\x7e]{8,}$/.test(key.trim()), 'must be an Iterable API key without spaces inside')
    .meta({ description: 'A server-side API key of Iterable; sealed at rest and never shown again.' }),
  region: z.enum(['us', 'eu']).optional().meta({ description: 'Data center; or give dashboardUrl. Default us.' }),
  dashboardUrl: z
    .string()
    .max(2_000)
    .optional()
    .meta({ description: 'Address of the Iterable web app, to tell the region.' }),
  projectType: z.enum(['email', 'userId', 'hybrid']),
  projectId: z.coerce.string().max(100).optional(),
  environment: z.string().max(100).optional(),
  sandboxUrl: sandboxUrl.optional(),
  secretHeader: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'must be a header name')
    .refine((header) => !reservedHeaders.test(header), 'is set by HTTP itself; choose another header')
    .default('x-itc-secret'),
  allowUnauthenticated: z.boolean().default(false),
  fieldCheck: z
    .enum(fieldCheckModes)
    .default(defaultFieldCheck)
    .meta({ description: 'What happens to a value whose type is not that of its field in Iterable.' }),
  allowedSources: allowedSources.default([]),
});

/** Body of POST /connections: checked, trimmed and with the region told from the dashboard address. */
export const newConnection = connectionFields
  .check(({ value, issues }) => {
    if (value.dashboardUrl === undefined) return;
    const region = regionOf(value.dashboardUrl);
    const message =
      region === undefined
        ? 'must be an address of app.iterable.com or app.eu.iterable.com'
        : value.region !== undefined && value.region !== region
          ? `belongs to the region ${region}, yet region says ${value.region}`
          : undefined;
    if (message !== undefined)
      issues.push({ code: 'custom', path: ['dashboardUrl'], message, input: value.dashboardUrl });
  })
  .transform(({ dashboardUrl, ...body }): { connection: NewConnection; warnings: string[] } => {
    const apiKey = body.apiKey.trim();
    return {
      connection: {
        ...body,
        apiKey,
        region: body.region ?? (dashboardUrl === undefined ? undefined : regionOf(dashboardUrl)) ?? 'us',
        projectId: body.projectId ?? null,
        environment: body.environment ?? null,
        sandboxUrl: body.sandboxUrl ?? null,
      },
      warnings: apiKey === body.apiKey ? [] : ['The API key had spaces around it; they were removed.'],
    };
  });
