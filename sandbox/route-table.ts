import { authRoutes } from './routes/auth-routes.ts';
import { campaignRoutes } from './routes/campaign-routes.ts';
import { campaignWriteRoutes } from './routes/campaign-write-routes.ts';
import { catalogItemRoutes } from './routes/catalog-item-routes.ts';
import { catalogRoutes } from './routes/catalog-routes.ts';
import { channelRoutes } from './routes/channel-routes.ts';
import { emailPageRoutes } from './routes/email-page-routes.ts';
import { embeddedMessageRoutes } from './routes/embedded-message-routes.ts';
import { experimentRoutes } from './routes/experiment-routes.ts';
import { exportJobRoutes } from './routes/export-job-routes.ts';
import { exportRoutes } from './routes/export-routes.ts';
import { inAppRoutes } from './routes/in-app-routes.ts';
import { journeyRoutes } from './routes/journey-routes.ts';
import { snippetRoutes } from './routes/snippet-routes.ts';
import { templateRoutes } from './routes/template-routes.ts';
import { templateWriteRoutes } from './routes/template-write-routes.ts';
import { commerceRoutes } from './routes/commerce-routes.ts';
import { deviceRoutes } from './routes/device-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { listRoutes } from './routes/list-routes.ts';
import { messageEventRoutes } from './routes/message-event-routes.ts';
import { metadataRoutes } from './routes/metadata-routes.ts';
import { sentMessageRoutes } from './routes/sent-message-routes.ts';
import { subscriptionGroupRoutes } from './routes/subscription-group-routes.ts';
import { subscriptionRoutes } from './routes/subscription-routes.ts';
import { targetRoutes } from './routes/target-routes.ts';
import { userIdentityRoutes } from './routes/user-identity-routes.ts';
import { userReadRoutes } from './routes/user-read-routes.ts';
import { userWriteRoutes } from './routes/user-write-routes.ts';
import { verifyRoutes } from './routes/verify-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import type { Route } from './world.ts';

/** Every endpoint of Iterable's that the sandbox answers. */
export const apiRoutes: readonly Route[] = [
  ...userReadRoutes,
  ...userWriteRoutes,
  ...subscriptionRoutes,
  ...listRoutes,
  ...campaignRoutes,
  ...campaignWriteRoutes,
  ...catalogItemRoutes,
  ...catalogRoutes,
  ...channelRoutes,
  ...emailPageRoutes,
  ...embeddedMessageRoutes,
  ...experimentRoutes,
  ...exportJobRoutes,
  ...exportRoutes,
  ...inAppRoutes,
  ...journeyRoutes,
  ...snippetRoutes,
  ...templateRoutes,
  ...templateWriteRoutes,
  ...targetRoutes,
  ...eventRoutes,
  ...authRoutes,
  ...deviceRoutes,
  ...metadataRoutes,
  ...subscriptionGroupRoutes,
  ...userIdentityRoutes,
  ...verifyRoutes,
  ...commerceRoutes,
  ...messageEventRoutes,
  ...sentMessageRoutes,
  ...webhookRoutes,
];

const exact = new Map<string, Route>();
const templated: { route: Route; parts: string[] }[] = [];
for (const route of apiRoutes) {
  if (route.path.includes('{')) templated.push({ route, parts: route.path.split('/') });
  else exact.set(`${route.method} ${route.path}`, route);
}

/**
 * The route of a call with its decoded path values. Fixed paths win over templates (getFields over {email}). Undefined
 * for an unknown path, a known path with another method, an empty value and broken percent-encoding alike.
 */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  const route = exact.get(`${method} ${path}`);
  if (route) return { route, params: {} };
  const given = path.split('/');
  for (const candidate of templated) {
    if (candidate.route.method !== method || candidate.parts.length !== given.length) continue;
    const params = match(candidate.parts, given);
    if (params) return { route: candidate.route, params };
  }
  return undefined;
}

function match(parts: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const value = given[i] ?? '';
    if (!part.startsWith('{')) {
      if (part !== value) return undefined;
      continue;
    }
    if (value === '') return undefined;
    try {
      params[part.slice(1, -1)] = decodeURIComponent(value);
    } catch {
      return undefined;
    }
  }
  return params;
}
