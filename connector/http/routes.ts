import { actionRoutes } from './action-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { picklistRoutes } from './picklist-routes.ts';
import { recipeRoutes } from './recipe-routes.ts';
import type { Route } from './route.ts';
import { schemaRoutes } from './schema-routes.ts';
import { triggerRoutes } from './trigger-routes.ts';

/** Every operation of the REST API, in the order of the docs page. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...connectionRoutes,
  ...recipeRoutes,
  ...eventRoutes,
  ...jobRoutes,
  ...actionRoutes,
  ...bulkRoutes,
  ...exportRoutes,
  ...triggerRoutes,
  ...picklistRoutes,
  ...schemaRoutes,
];
