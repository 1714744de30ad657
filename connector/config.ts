import { isIP } from 'node:net';
import { resolve } from 'node:path';

import { z } from 'zod';

import { ConnectorError } from '../errors/connector-error.ts';
import { recipeTiers, type RecipeTier } from './store/recipe-store.ts';

const dayMs = 24 * 60 * 60 * 1000;
const port = z.coerce.number().int().min(0).max(65_535);
const days = z.coerce.number().int().min(1).max(3_650);

const addressRange = z.string().refine((range) => {
  const [address = '', bits] = range.split('/');
  const family = isIP(address);
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}, 'must be an IP address or a range such as 10.0.0.0/8');

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean),
);
const ranges = list.pipe(z.array(addressRange)).default([]);

// an address, or a path on this machine
const rangesFile = z
  .string()
  .refine((text) => !text.includes('://') || text.startsWith('https://'), 'must be an https address or a file')
  .optional();

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
  DATABASE_URL: z.never('PostgreSQL support is not in this version; unset it to use the embedded database').optional(),
  ITC_METRICS_TOKEN: z.string().trim().min(16, 'must have at least 16 characters').optional(),
  ITC_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('warn'),
  ITC_SANDBOX: z.enum(['on', 'off']).default('on'),
  ITC_SANDBOX_PORT: port.default(0),
  ITC_DEDUP_WINDOW_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_650 * dayMs)
    .default(7 * dayMs),
  ITC_TRUSTED_PROXIES: ranges,
  ITC_OUTBOUND_ALLOW: ranges,
  ITC_SOURCE_RANGES_US: rangesFile,
  ITC_SOURCE_RANGES_EU: rangesFile,
  ITC_RECIPE_GRANTS: list.pipe(z.array(z.enum(recipeTiers))).default([]),
  ITC_BULK_MAX_MB: z.coerce.number().int().min(1).max(1_000_000).default(4096),
  ITC_KEEP_EVENTS_DAYS: days.default(30),
  ITC_KEEP_JOBS_DAYS: days.default(30),
  ITC_KEEP_REJECTED_DAYS: days.default(7),
});

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
  logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  sandbox: boolean;
  /** 0 = any free port */
  sandboxPort: number;
  dedupWindowMs: number;
  trustedProxies: string[];
  /** private addresses that calls to other systems may reach */
  outboundAllow: string[];
  /** files of the addresses that Iterable sends webhooks from, by data centre */
  sourceRanges: { us?: string; eu?: string };
  /** what every recipe may do without being asked for */
  recipeGrants: RecipeTier[];
  /** largest source of a bulk run */
  bulkMaxBytes: number;
  keepMs: { events: number; jobs: number; rejectedCalls: number };
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
  return {
    port: values.ITC_PORT,
    host: values.ITC_HOST,
    publicUrl: values.ITC_PUBLIC_URL ?? null,
    dataDir: resolve(values.ITC_DATA_DIR),
    masterKey: values.ITC_MASTER_KEY ?? null,
    adminToken: values.ITC_ADMIN_TOKEN ?? null,
    metricsToken: values.ITC_METRICS_TOKEN ?? null,
    logLevel: values.ITC_LOG_LEVEL,
    sandbox: values.ITC_SANDBOX === 'on',
    sandboxPort: values.ITC_SANDBOX_PORT,
    dedupWindowMs: values.ITC_DEDUP_WINDOW_MS,
    trustedProxies: values.ITC_TRUSTED_PROXIES,
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
  };
}
