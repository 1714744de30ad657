import { statfs } from 'node:fs/promises';

import { z } from 'zod';

import { folderBytes } from '../runtime/folder-bytes.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { nameParams, time } from './answer-schemas.ts';
import { callerIn } from './people-routes.ts';
import { defineRoute, type HttpParts } from './route.ts';

const days = z.number().meta({ description: 'Days until it is deleted.' });
const bytes = z.number().int().min(0);

const server = z.object({
  version: z.string(),
  node: z.string(),
  startedAt: time,
  url: z.string().meta({ description: 'Where the server listens.' }),
  publicUrl: z.string().nullable().meta({ description: 'ITC_PUBLIC_URL; null = not set.' }),
  trustedProxies: z.array(z.string()),
  logLevel: z.string(),
  sandbox: z.boolean().meta({ description: 'Whether the server starts the sandbox beside it.' }),
  keepDays: z.object({ events: days, jobs: days, rejectedCalls: days }),
  dedupWindowDays: z.number().meta({ description: 'How long a repeated delivery is known as such.' }),
  adminTokenFrom: z.enum(['environment', 'data folder']),
  hardening: z.object({
    codeFromText: z
      .boolean()
      .meta({ description: 'Whether the process can make code from text; false under `npm start`.' }),
    proto: z.boolean().meta({ description: 'Whether objects have __proto__; false under `npm start`.' }),
  }),
  data: z.object({
    folder: z.string(),
    bytes: bytes.meta({ description: 'All files of the data folder.' }),
    freeBytes: bytes.meta({ description: 'What the disk has left for this user.' }),
    totalBytes: bytes,
  }),
});

const dayMs = 24 * 60 * 60 * 1_000;

function makesCode(): boolean {
  try {
    // a constant text, to ask V8 whether it would
    // eslint-disable-next-line no-new-func
    new Function('');
    return true;
  } catch {
    return false;
  }
}

async function show(runtime: Runtime): Promise<z.input<typeof server>> {
  const { config, version, startedAt } = runtime;
  const { publicUrl, trustedProxies, logLevel, sandbox, keepMs, dataDir } = config;
  const disk = await statfs(dataDir);
  return {
    version,
    node: process.version,
    startedAt,
    url: runtime.localUrl(),
    publicUrl,
    trustedProxies,
    logLevel,
    sandbox,
    keepDays: { events: keepMs.events / dayMs, jobs: keepMs.jobs / dayMs, rejectedCalls: keepMs.rejectedCalls / dayMs },
    dedupWindowDays: config.dedupWindowMs / dayMs,
    adminTokenFrom: runtime.adminToken.isFromEnvironment ? 'environment' : 'data folder',
    hardening: { codeFromText: makesCode(), proto: Object.hasOwn(Object.prototype, '__proto__') },
    data: {
      folder: dataDir,
      bytes: await folderBytes(dataDir),
      freeBytes: disk.bavail * disk.bsize,
      totalBytes: disk.blocks * disk.bsize,
    },
  };
}

const openSession = z.object({
  name: z.string().meta({ description: 'Tells sessions apart and opens none.' }),
  createdAt: time,
  usedAt: time.meta({ description: 'To the minute.' }),
  expiresAt: time,
  isCurrent: z.boolean(),
});

/** Whose sessions a caller has; null = those of the admin token. */
const ownerIn = (http: HttpParts): string | null => callerIn(http).person?.id ?? null;

/** What an administrator sees and does of the server itself. */
export const serverRoutes = [
  defineRoute({
    method: 'get',
    path: '/server',
    tag: 'Server',
    summary: 'Show the settings the server runs with, and its data folder.',
    response: server,
    handler: show,
  }),
  defineRoute({
    method: 'get',
    path: '/sessions',
    tag: 'Server',
    summary: 'List the browsers that you are signed in with.',
    response: z.object({ items: z.array(openSession), next: z.string().nullable() }),
    handler: async ({ sessions }, { http }) => ({
      items: await sessions.list(ownerIn(http), http.sessionId),
      next: null,
    }),
  }),
  defineRoute({
    method: 'delete',
    path: '/sessions',
    tag: 'Server',
    summary: 'Sign out every browser of yours but the one that asks.',
    response: z.object({ ended: z.number().int() }),
    handler: async ({ sessions }, { http }) => ({ ended: await sessions.closeOthers(ownerIn(http), http.sessionId) }),
  }),
  defineRoute({
    method: 'delete',
    path: '/sessions/{name}',
    tag: 'Server',
    summary: 'Sign out one browser of yours.',
    params: nameParams,
    response: z.object({ ended: z.string() }),
    errors: ['ITC_SESSION_UNKNOWN'],
    handler: async ({ sessions }, { params, http }) => {
      if (!(await sessions.end(ownerIn(http), params.name))) throw new ConnectorError('ITC_SESSION_UNKNOWN');
      return { ended: params.name };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/admin-token/rotate',
    tag: 'Server',
    summary: 'Make a new admin token. The old one and all other sessions end at once.',
    response: z.object({
      token: z.string().meta({ description: 'Shown this once; the data folder keeps it in a file of its own.' }),
    }),
    errors: ['ITC_TOKEN_FIXED'],
    handler: async ({ adminToken, sessions }, { http }) => {
      const token = await adminToken.rotate();
      await sessions.closeAll(http.sessionId);
      return { token };
    },
  }),
];
