import { isIP } from 'node:net';
import { resolve } from 'node:path';

import { z } from 'zod';

import { ConnectorError } from '../errors/connector-error.ts';
import type { Effect } from './define.ts';
import type { LogLevel } from './log.ts';
import { isRole, roles, type Role } from './security/permissions.ts';
import { nextRunAfter } from './runtime/schedule.ts';
import type { RotationTimes } from './rotation/secret-rotation.ts';
import { readDatabaseUrl, withSslOf } from './store/postgres/database-url.ts';
import { recipeTiers, type RecipeTier } from './store/recipe-store.ts';

const dayMs = 24 * 60 * 60 * 1000;
const port = z.coerce.number().int().min(0).max(65_535);
const days = z.coerce.number().int().min(1).max(3_650);

/**
 * A load balancer uses a connection again after up to a minute of silence: one that this server has just closed costs it the call, and it
 * cannot know whether a POST may be sent again. Anyone else's silence is not waited for.
 */
const keepAliveSeconds = { proxies: 75, anyone: 5 };

const addressRange = z.string().refine((range) => {
  const [address = '', bits] = range.split('/');
  const family = isIP(address);
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}, 'must be an IP address or a range such as 10.0.0.0/8');

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const ranges = z.string().transform(listOf).pipe(z.array(addressRange)).default([]);

// an address, or a path on this machine
const rangesFile = z
  .string()
  .refine((text) => !text.includes('://') || text.startsWith('https://'), 'must be an https address or a file')
  .optional();

const roleMap = z
  .string()
  .transform((text) =>
    listOf(text).map((pair) => ({ value: pair.split('=')[0] ?? '', role: pair.split('=')[1] ?? '' })),
  )
  .refine(
    (pairs) => pairs.every(({ value, role }) => value !== '' && isRole(role)),
    'must be pairs such as marketing=builder,admins=owner with roles of docs/people.md',
  )
  .transform((pairs) => {
    const known = pairs.map(({ value, role }) => ({ value, role: role as Role }));
    return known.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  });

const environment = z.object({
  ITC_PORT: port.default(3000),
  ITC_HOST: z.string().min(1).default('127.0.0.1'),
  ITC_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  ITC_DATA_DIR: z.string().min(1).default('./data'),
  ITC_MASTER_KEY: z.string().min(1).optional(),
  ITC_ADMIN_TOKEN: z.string().trim().min(16, 'must have at least 16 characters').optional(),
  DATABASE_URL: z.string().optional(),
  ITC_ROLE: z.enum(['all', 'receive', 'work']).default('all'),
  ITC_METRICS_TOKEN: z.string().trim().min(16, 'must have at least 16 characters').optional(),
  ITC_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('warn'),
  ITC_SANDBOX: z.enum(['on', 'off']).optional(),
  ITC_SANDBOX_PORT: port.default(0),
  ITC_DEDUP_WINDOW_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_650 * dayMs)
    .default(7 * dayMs),
  ITC_TRUSTED_PROXIES: ranges,
  ITC_KEEP_ALIVE_SECONDS: z.coerce.number().int().min(1).max(3_600).optional(),
  ITC_OUTBOUND_ALLOW: ranges,
  ITC_SOURCE_RANGES_US: rangesFile,
  ITC_SOURCE_RANGES_EU: rangesFile,
  ITC_RECIPE_GRANTS: z
    .string()
    .transform(listOf)
    .pipe(z.array(z.enum(recipeTiers)))
    .default([]),
  ITC_MCP_ALLOW: z
    .string()
    .transform((list) => list.split(',').map((effect) => effect.trim()))
    .pipe(z.array(z.enum(['read', 'write', 'send'])))
    .default(['read']),
  ITC_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  ITC_OIDC_CLIENT_ID: z.string().min(1).optional(),
  ITC_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  ITC_OIDC_SCOPE: z.string().min(1).default('openid email profile'),
  ITC_OIDC_DOMAINS: z
    .string()
    .transform((text) => listOf(text.toLowerCase()))
    .default([]),
  ITC_OIDC_ROLE_CLAIM: z.string().min(1).optional(),
  ITC_OIDC_ROLES: roleMap.default([]),
  ITC_STOP_DELAY_MS: z.coerce.number().int().min(0).max(300_000).default(0),
  ITC_BULK_MAX_MB: z.coerce.number().int().min(1).max(1_000_000).default(4096),
  ITC_SECRET_ROTATION: z.string().min(1).default('0 2 * * *'),
  ITC_SECRET_DAYS: days.default(90),
  ITC_SECRET_REFRESH_DAYS: days.default(1),
  ITC_SECRET_OVERLAP_DAYS: days.default(7),
  ITC_KEEP_EVENTS_DAYS: days.default(30),
  ITC_KEEP_JOBS_DAYS: days.default(30),
  ITC_KEEP_REJECTED_DAYS: days.default(7),
});

/** The variables that `readConfig` looks at. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

/** An identity provider that people sign in at. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** lower case; empty = any that the provider lets in */
  domains: string[];
  /** claim that tells the role; null = roles are given here */
  roleClaim: string | null;
  /** value of the claim -> role, the most powerful first */
  roles: { value: string; role: Role }[];
}

/** The settings of one server process; read once, at start. */
export interface Config {
  port: number;
  host: string;
  publicUrl: string | null;
  dataDir: string;
  masterKey: string | null;
  adminToken: string | null;
  /** lets a scraper read /metrics from another machine */
  metricsToken: string | null;
  logLevel: LogLevel;
  sandbox: boolean;
  /** null = the file of the data folder */
  databaseUrl: string | null;
  /** what this process does: take webhooks and serve people, run jobs, or both */
  role: 'all' | 'receive' | 'work';
  /** 0 = any free port */
  sandboxPort: number;
  dedupWindowMs: number;
  trustedProxies: string[];
  /** how long a connection stays open that says nothing */
  keepAliveMs: number;
  /** what agents may do through /mcp */
  mcpGrants: ReadonlySet<Effect>;
  /** null = people sign in with a password */
  oidc: OidcSettings | null;
  /** after the signal to stop: calls are still taken for so long while the health check already refuses */
  stopDelayMs: number;
  /** private addresses that calls to other systems may reach */
  outboundAllow: string[];
  /** files of the addresses that Iterable sends webhooks from, by data centre */
  sourceRanges: { us?: string; eu?: string };
  /** what every recipe may do without being asked for */
  recipeGrants: RecipeTier[];
  /** largest source of a bulk run */
  bulkMaxBytes: number;
  keepMs: { events: number; jobs: number; rejectedCalls: number };
  /** webhook secrets with an end; `pattern` is cron in UTC */
  rotation: { pattern: string } & RotationTimes;
}

function oidcOf(values: z.output<typeof environment>): OidcSettings | null {
  const { ITC_OIDC_ISSUER: issuer, ITC_OIDC_CLIENT_ID: clientId, ITC_OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer === undefined) return null;
  if (clientId === undefined || clientSecret === undefined) {
    const name = clientId === undefined ? 'ITC_OIDC_CLIENT_ID' : 'ITC_OIDC_CLIENT_SECRET';
    throw new ConnectorError('ITC_CONFIG_INVALID', `${name}: must be set with ITC_OIDC_ISSUER.`, {
      details: { path: name },
    });
  }
  return {
    issuer,
    clientId,
    clientSecret,
    scope: values.ITC_OIDC_SCOPE,
    domains: values.ITC_OIDC_DOMAINS,
    roleClaim: values.ITC_OIDC_ROLE_CLAIM ?? null,
    roles: values.ITC_OIDC_ROLES,
  };
}

/** Refused here, before anything is opened, where it cannot be read. */
function databaseUrlOf(text: string, env: Record<string, string | undefined>): string {
  const url = withSslOf(env, text);
  readDatabaseUrl(url);
  return url;
}

/** Reads the environment; an empty variable counts as unset. Throws ITC_CONFIG_INVALID naming the variable, never its value. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? 'environment');
    throw new ConnectorError('ITC_CONFIG_INVALID', `${name}: ${issue?.message ?? 'wrong value'}.`, {
      details: { path: name },
    });
  }
  const values = parsed.data;
  // a wrong pattern must not wait for the night to show
  nextRunAfter(values.ITC_SECRET_ROTATION, 0);
  if (values.ITC_ROLE !== 'all' && values.DATABASE_URL === undefined) {
    throw new ConnectorError('ITC_CONFIG_INVALID', `ITC_ROLE: "${values.ITC_ROLE}" needs a DATABASE_URL.`, {
      hint: 'One process on the embedded database does everything; set DATABASE_URL to run several.',
      details: { path: 'ITC_ROLE' },
    });
  }
  return {
    port: values.ITC_PORT,
    host: values.ITC_HOST,
    publicUrl: values.ITC_PUBLIC_URL ?? null,
    dataDir: resolve(values.ITC_DATA_DIR),
    masterKey: values.ITC_MASTER_KEY ?? null,
    adminToken: values.ITC_ADMIN_TOKEN ?? null,
    metricsToken: values.ITC_METRICS_TOKEN ?? null,
    logLevel: values.ITC_LOG_LEVEL,
    databaseUrl: values.DATABASE_URL === undefined ? null : databaseUrlOf(values.DATABASE_URL, env),
    role: values.ITC_ROLE,
    // a demo of one machine: processes on one database would each bring their own
    sandbox: (values.ITC_SANDBOX ?? (values.DATABASE_URL === undefined ? 'on' : 'off')) === 'on',
    sandboxPort: values.ITC_SANDBOX_PORT,
    dedupWindowMs: values.ITC_DEDUP_WINDOW_MS,
    trustedProxies: values.ITC_TRUSTED_PROXIES,
    keepAliveMs:
      1_000 *
      (values.ITC_KEEP_ALIVE_SECONDS ?? keepAliveSeconds[values.ITC_TRUSTED_PROXIES.length > 0 ? 'proxies' : 'anyone']),
    mcpGrants: new Set(values.ITC_MCP_ALLOW),
    oidc: oidcOf(values),
    stopDelayMs: values.ITC_STOP_DELAY_MS,
    outboundAllow: values.ITC_OUTBOUND_ALLOW,
    recipeGrants: values.ITC_RECIPE_GRANTS,
    sourceRanges: {
      ...(values.ITC_SOURCE_RANGES_US === undefined ? {} : { us: values.ITC_SOURCE_RANGES_US }),
      ...(values.ITC_SOURCE_RANGES_EU === undefined ? {} : { eu: values.ITC_SOURCE_RANGES_EU }),
    },
    bulkMaxBytes: values.ITC_BULK_MAX_MB * 1_000_000,
    keepMs: {
      events: values.ITC_KEEP_EVENTS_DAYS * dayMs,
      jobs: values.ITC_KEEP_JOBS_DAYS * dayMs,
      rejectedCalls: values.ITC_KEEP_REJECTED_DAYS * dayMs,
    },
    rotation: {
      pattern: values.ITC_SECRET_ROTATION,
      validMs: values.ITC_SECRET_DAYS * dayMs,
      refreshMs: values.ITC_SECRET_REFRESH_DAYS * dayMs,
      overlapMs: values.ITC_SECRET_OVERLAP_DAYS * dayMs,
    },
  };
}
