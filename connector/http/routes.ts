import { actionRoutes } from './action-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { connectionHealthRoutes } from './connection-health-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import { driftRoutes } from './drift-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { eventSearchRoutes } from './event-search-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { fieldRoutes } from './field-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { inferRoutes } from './infer-routes.ts';
import { jobComparisonRoutes } from './job-comparison-routes.ts';
import { jobExportRoutes } from './job-export-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { picklistRoutes } from './picklist-routes.ts';
import { recipeActivityRoutes } from './recipe-activity-routes.ts';
import { recipeRoutes } from './recipe-routes.ts';
import { recipeTemplateRoutes } from './recipe-template-routes.ts';
import { recipeTestRoutes } from './recipe-test-routes.ts';
import type { Route } from './route.ts';
import { secretRoutes } from './secret-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { serverRoutes } from './server-routes.ts';
import { sampleEventRoutes } from './sample-event-routes.ts';
import { schemaRoutes } from './schema-routes.ts';
import { statisticsRoutes } from './statistics-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { triggerRoutes } from './trigger-routes.ts';

/** Every operation of the REST API, in the order of the docs page. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...serverRoutes,
  ...connectionRoutes,
  ...connectionHealthRoutes,
  ...secretRoutes,
  ...sampleEventRoutes,
  ...recipeRoutes,
  ...recipeTemplateRoutes,
  ...recipeTestRoutes,
  ...recipeActivityRoutes,
  ...mappingRoutes,
  ...eventRoutes,
  ...eventSearchRoutes,
  ...jobRoutes,
  ...jobComparisonRoutes,
  ...jobExportRoutes,
  ...taskRoutes,
  ...statisticsRoutes,
  ...actionRoutes,
  ...bulkRoutes,
  ...exportRoutes,
  ...triggerRoutes,
  ...picklistRoutes,
  ...inferRoutes,
  ...schemaRoutes,
  ...driftRoutes,
  ...fieldRoutes,
];
