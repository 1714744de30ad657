import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { homeOf, type Caller } from '../security/caller.ts';
import { permissions, personalPermissions } from '../security/permissions.ts';
import type { TokenRecord } from '../store/store.ts';
import { idParams, page, pageQuery, time } from './answer-schemas.ts';
import { callerIn } from './people-routes.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const scope = z.enum(permissions);

const token = z.object({
  id: z.string().meta({ description: 'Part of the token, after `itc_`.' }),
  name: z.string(),
  personId: z.string().nullable().meta({ description: 'Who made it; null = with the admin token.' }),
  scopes: z.array(scope),
  createdAt: time,
  expiresAt: time,
  usedAt: time.nullable().meta({ description: 'To the minute.' }),
});

/** Your own, and with the right to manage people all of the workspace. */
function sees(caller: Caller, record: TokenRecord): boolean {
  if (record.workspaceId !== homeOf(caller)) return false;
  return caller.permissions.has('people.manage') || record.personId === (caller.person?.id ?? null);
}

async function ownToken({ tokens }: Runtime, caller: Caller, id: string): Promise<TokenRecord> {
  const found = await tokens.get(id);
  if (found === null || !sees(caller, found)) throw new ConnectorError('ITC_TOKEN_UNKNOWN');
  return found;
}

/** API tokens: shown once, kept as hashes, never stronger than the person who made them. */
export const tokenRoutes = [
  defineRoute({
    method: 'get',
    path: '/tokens',
    tag: 'People',
    summary: 'List your API tokens; with the right to manage people, all of the workspace.',
    query: z.strictObject(pageQuery),
    response: page(token),
    handler: async ({ tokens }, { query, http }) => {
      const caller = callerIn(http);
      const own = (await tokens.list()).filter((record) => sees(caller, record));
      return slicePage(own, query, ({ id }) => id);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/tokens',
    tag: 'People',
    summary: 'Make an API token; the answer shows it this once.',
    status: 201,
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      scopes: z.array(scope).min(1).max(permissions.length),
      days: z.number().int().min(1).max(365).default(90).meta({ description: 'How long it works.' }),
    }),
    response: token.extend({ token: z.string() }),
    errors: ['ITC_PERMISSION'],
    handler: async ({ tokens }, { body, http }) => {
      const caller = callerIn(http);
      const beyond = body.scopes.filter((one) => !caller.permissions.has(one) || personalPermissions.has(one));
      if (beyond.length > 0) {
        throw new ConnectorError('ITC_PERMISSION', `A token of yours cannot have: ${beyond.join(', ')}.`, {
          details: { path: 'scopes', scopes: beyond },
        });
      }
      const made = await tokens.make({
        name: body.name,
        scopes: [...new Set(body.scopes)],
        personId: caller.person?.id ?? null,
        workspaceId: homeOf(caller),
        expiresAt: new Date(Date.now() + body.days * dayMs).toISOString(),
      });
      return { ...made.record, token: made.token };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/tokens/{id}',
    tag: 'People',
    summary: 'Revoke an API token; it stops working at once.',
    params: idParams,
    response: z.object({ removed: z.string() }),
    errors: ['ITC_TOKEN_UNKNOWN'],
    handler: async (runtime, { params, http }) => {
      const { id } = await ownToken(runtime, callerIn(http), params.id);
      await runtime.tokens.revoke(id);
      return { removed: id };
    },
  }),
];
