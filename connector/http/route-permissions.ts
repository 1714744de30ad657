import { ConnectorError } from '../../errors/connector-error.ts';
import type { Permission } from '../security/permissions.ts';
import type { DoorKey } from './doors.ts';
import { routeKey, type Route } from './route.ts';
import type { RouteKey } from './routes.ts';

/** What a route asks of its caller. */
export interface RouteAccess {
  /** null = open to everybody */
  permission: Permission | null;
  /** whether it changes something, so that it is written to the audit log */
  isChange: boolean;
}

/** Reads, computes or checks, and keeps nothing that a person decided. */
const reads = (permission: Permission): RouteAccess => ({ permission, isChange: false });
/** Each successful call is an entry of the audit log. */
const changes = (permission: Permission): RouteAccess => ({ permission, isChange: true });
const open: RouteAccess = { permission: null, isChange: false };
/** Signing in and out: open, and yet an entry of the audit log. */
const openChange: RouteAccess = { permission: null, isChange: true };

/**
 * The one table of permissions: every route and what it asks for. A route without a line here does not compile, fails
 * test/http/permissions.test.ts and stops the server; add the line with the narrowest permission that fits.
 */
export const routePermissions: Readonly<Record<RouteKey | DoorKey, RouteAccess>> = {
  'GET /health': open,
  'GET /ready': open,

  'GET /session': open,
  'POST /session': openChange,
  'DELETE /session': openChange,
  'GET /server': reads('server.read'),
  'GET /sessions': reads('account'),
  'DELETE /sessions': changes('account'),
  'DELETE /sessions/{name}': changes('account'),
  'POST /session/link': open,
  'POST /session/single-sign-on': open,
  'POST /session/single-sign-on/return': openChange,
  'POST /session/workspace': reads('account'),
  'POST /session/password': changes('account'),
  'POST /admin-token/rotate': changes('server.manage'),
  'POST /keys/rotate': changes('server.manage'),
  'GET /alerts': reads('server.read'),
  'POST /alerts': changes('server.manage'),
  'DELETE /alerts': changes('server.manage'),
  'POST /alerts/test': changes('server.manage'),

  'GET /roles': reads('catalogue.read'),
  'GET /people': reads('people.manage'),
  'POST /people': changes('people.manage'),
  'POST /people/{id}/role': changes('people.manage'),
  'POST /people/{id}/link': changes('people.manage'),
  'DELETE /people/{id}': changes('people.manage'),
  'DELETE /people/{id}/sessions': changes('people.manage'),
  'GET /workspaces': reads('account'),
  'POST /workspaces': changes('server.manage'),
  'GET /tokens': reads('account'),
  'POST /tokens': changes('account'),
  'DELETE /tokens/{id}': changes('account'),
  'GET /audit': reads('audit.read'),
  'GET /audit/verification': reads('audit.read'),

  'GET /connections': reads('connections.read'),
  'POST /connections': changes('connections.manage'),
  'GET /connections/{name}': reads('connections.read'),
  'DELETE /connections/{name}': changes('connections.manage'),
  'POST /connections/{name}/test': reads('connections.use'),
  'POST /connections/{name}/rotate-secret': changes('connections.manage'),
  'POST /connections/{name}/rotate-write-key': changes('connections.manage'),
  'POST /catalog/iterable/install': changes('connections.manage'),
  'POST /connection-trials': reads('connections.manage'),
  'GET /connections/{name}/health': reads('connections.read'),
  'POST /connections/{name}/sample-event': changes('connections.use'),
  'GET /connections/{name}/fields': reads('connections.use'),
  'POST /connections/{name}/fields/check': reads('connections.use'),
  'POST /connections/{name}/field-check': changes('connections.manage'),
  'POST /connections/{name}/policy': changes('connections.manage'),
  'GET /secrets': reads('connections.read'),
  'POST /secrets': changes('connections.manage'),
  'DELETE /secrets/{name}': changes('connections.manage'),

  'GET /recipes': reads('recipes.read'),
  'POST /recipes': changes('recipes.edit'),
  'POST /recipes/validate': reads('recipes.edit'),
  'GET /recipes/{name}': reads('recipes.read'),
  'GET /recipes/{name}/versions': reads('recipes.read'),
  'GET /recipes/{name}/versions/{version}': reads('recipes.read'),
  'POST /recipes/{name}/permissions': changes('recipes.grant'),
  'POST /recipes/{name}/enable': changes('recipes.switch'),
  'POST /recipes/{name}/disable': changes('recipes.switch'),
  'GET /recipes/{name}/dropped-events': reads('recipes.read'),
  'GET /recipe-templates': reads('catalogue.read'),
  'POST /recipes/test': changes('actions.run'),
  'POST /triggers/{name}/sample': reads('catalogue.read'),
  'GET /recipe-activity': reads('jobs.read'),
  'POST /mapping/resolve': reads('events.read'),
  'GET /mapping/functions': reads('catalogue.read'),

  'GET /events': reads('events.read'),
  'GET /events/{id}': reads('events.read'),
  'POST /events/{id}/replay': changes('jobs.run'),
  'GET /rejected-calls': reads('events.read'),
  'GET /event-search': reads('events.read'),
  'GET /events/{id}/schema-check': reads('events.read'),

  'GET /jobs': reads('jobs.read'),
  'GET /jobs/{id}': reads('jobs.read'),
  'POST /jobs/{id}/rerun': changes('jobs.run'),
  'POST /jobs/{id}/release': changes('jobs.run'),
  'POST /jobs/{id}/discard': changes('jobs.run'),
  'GET /jobs/{id}/comparison': reads('jobs.read'),
  'GET /job-export': reads('jobs.read'),
  'POST /job-values': reads('events.read'),

  'POST /tasks/estimate': reads('jobs.run'),
  'POST /tasks': changes('jobs.run'),
  'GET /tasks': reads('jobs.read'),
  'GET /tasks/{id}': reads('jobs.read'),
  'POST /tasks/{id}/pause': changes('jobs.run'),
  'POST /tasks/{id}/resume': changes('jobs.run'),
  'POST /tasks/{id}/cancel': changes('jobs.run'),
  'GET /tasks/{id}/faults': reads('jobs.read'),

  'GET /statistics/events': reads('jobs.read'),
  'GET /statistics/jobs': reads('jobs.read'),
  'GET /statistics/queue': reads('jobs.read'),
  'GET /rate-limits': reads('jobs.read'),

  'GET /actions': reads('catalogue.read'),
  'GET /actions/{name}': reads('catalogue.read'),
  'POST /actions/{name}/run': changes('actions.run'),
  'GET /triggers': reads('catalogue.read'),
  'GET /triggers/{name}': reads('catalogue.read'),
  'GET /picklists': reads('catalogue.read'),
  'GET /picklists/{name}': reads('connections.use'),

  'POST /bulk/files': changes('bulk.run'),
  'POST /bulk/files/{id}': changes('bulk.run'),
  'POST /bulk': changes('bulk.run'),
  'POST /bulk/sample': reads('bulk.run'),
  'GET /bulk': reads('bulk.read'),
  'GET /bulk/{id}': reads('bulk.read'),
  'POST /bulk/{id}/pause': changes('bulk.run'),
  'POST /bulk/{id}/resume': changes('bulk.run'),
  'POST /bulk/{id}/cancel': changes('bulk.run'),
  'POST /bulk/{id}/redrive': changes('bulk.run'),
  'GET /bulk/{id}/causes': reads('bulk.read'),
  'GET /bulk/{id}/results': reads('bulk.read'),

  'POST /exports/data': changes('exports.run'),

  'POST /infer': reads('schemas.read'),
  'POST /infer/from-events': reads('events.read'),
  'POST /infer/from-job': reads('jobs.read'),
  'GET /schemas': reads('schemas.read'),
  'GET /schemas/{connection}/{triggerKey}': reads('schemas.read'),
  'POST /schemas/{connection}/{triggerKey}': changes('schemas.edit'),
  'POST /schemas/{connection}/{triggerKey}/preview': reads('schemas.read'),
  'GET /schemas/{connection}/{triggerKey}/versions': reads('schemas.read'),
  'GET /schemas/{connection}/{triggerKey}/versions/{version}': reads('schemas.read'),
  'POST /sample-files': reads('schemas.read'),
  'POST /sample-files/{id}': reads('schemas.read'),
  'POST /schemas/check': reads('schemas.read'),
  'GET /drift': reads('schemas.read'),

  'POST /connections/{name}/rotation': changes('connections.manage'),
  'POST /connections/{name}/rotation/run': changes('connections.manage'),
  'GET /connections/{name}/first-token': changes('connections.manage'),
  'POST /server/self-check': reads('server.read'),

  'GET /connections/{name}/consent/notices': reads('consent.read'),
  'POST /connections/{name}/consent/notices': changes('consent.manage'),
  'DELETE /connections/{name}/consent/notices/{notice}': changes('consent.manage'),
  'POST /connections/{name}/consent/callback': changes('consent.manage'),
  'GET /connections/{name}/consent/status': reads('consent.read'),
  'POST /consent/{name}/preferences': changes('consent.manage'),
  'POST /consent/{name}/lookup': reads('consent.read'),
  'GET /consent/{name}/export': reads('consent.read'),
  'POST /consent/{name}/import': changes('consent.manage'),
  'POST /consent/{name}/import-tasks': changes('consent.manage'),
  'GET /consent/{name}/drift': reads('consent.read'),

  'POST /connections/{name}/erasures': changes('people.erase'),
  'POST /connections/{name}/erasures/lookup': reads('people.erase'),
  'POST /sends/search': reads('sends.read'),
  'GET /sends/{id}': reads('sends.read'),
  'POST /people/timeline': reads('sends.read'),
  'POST /send-events/search': reads('sends.read'),
  'GET /connections/{name}/send-settings': reads('sends.read'),
  'POST /connections/{name}/send-settings': changes('connections.manage'),
  'POST /suppressions/search': reads('sends.read'),
  'POST /suppressions': changes('sends.manage'),
  'DELETE /suppressions/{id}': changes('sends.manage'),
  'POST /suppressions/import': changes('sends.manage'),
  'POST /suppressions/import-tasks': changes('sends.manage'),
  'GET /suppressions/export': reads('sends.manage'),
  'GET /suppressions/counts': reads('sends.read'),
  'GET /diagnostics': reads('sends.read'),

  'GET /erasures': reads('people.erase'),
  'GET /erasures/{id}': reads('people.erase'),
  'GET /tasks/{id}/erasures': reads('people.erase'),

  // outside the REST API, by their whole path
  'GET /api/v1/openapi.json': open,
  // asks for a token of its own (metrics-route.ts)
  'GET /metrics': open,
  // pictures of messages, for their readers' mail programs; the name is a hash that nobody can guess
  'GET /assets/{hash}': open,
  // each call of a tool that does more than read is an entry
  'POST /mcp/{connection}': changes('actions.run'),
};

/** What a route asks for; throws where it has no line, so that a server with a forgotten one does not start. */
export function accessOf(route: Pick<Route, 'method' | 'path'>): RouteAccess {
  const key = routeKey(route);
  if (Object.hasOwn(routePermissions, key)) return routePermissions[key as RouteKey | DoorKey];
  throw new ConnectorError('ITC_INTERNAL', missingLine(key));
}

/** Says which line is to be added for a route without one. */
export function missingLine(key: string): string {
  const example = key.startsWith('GET ') ? "reads('jobs.read')" : "changes('jobs.run')";
  return `The route ${key} has no permission. Add to routePermissions in connector/http/route-permissions.ts, with the permission that fits: '${key}': ${example},`;
}
