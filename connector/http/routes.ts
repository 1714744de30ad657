import { actionRoutes } from './action-routes.ts';
import { alertRoutes } from './alert-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { connectionHealthRoutes } from './connection-health-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import { consentFileRoutes } from './consent-file-routes.ts';
import { consentRoutes } from './consent-routes.ts';
import { diagnosticRoutes } from './diagnostic-routes.ts';
import { driftRoutes } from './drift-routes.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { eventSearchRoutes } from './event-search-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { fieldRoutes } from './field-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { inferRoutes } from './infer-routes.ts';
import { installRoutes } from './install-routes.ts';
import { jobComparisonRoutes } from './job-comparison-routes.ts';
import { jobExportRoutes } from './job-export-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { jobValueRoutes } from './job-value-routes.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { picklistRoutes } from './picklist-routes.ts';
import { recipeActivityRoutes } from './recipe-activity-routes.ts';
import { recipeRoutes } from './recipe-routes.ts';
import { recipeTemplateRoutes } from './recipe-template-routes.ts';
import { recipeTestRoutes } from './recipe-test-routes.ts';
import { rotationRoutes } from './rotation-routes.ts';
import type { KeyOf, Route } from './route.ts';
import { secretRoutes } from './secret-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { serverRoutes } from './server-routes.ts';
import { sampleEventRoutes } from './sample-event-routes.ts';
import { sampleFileRoutes } from './sample-file-routes.ts';
import { schemaRoutes } from './schema-routes.ts';
import { sendRoutes } from './send-routes.ts';
import { statisticsRoutes } from './statistics-routes.ts';
import { suppressionRoutes } from './suppression-routes.ts';
import { importRoutes } from './import-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { tokenRoutes } from './token-routes.ts';
import { triggerRoutes } from './trigger-routes.ts';

const all = [
  ...healthRoutes,
  ...sessionRoutes,
  ...serverRoutes,
  ...alertRoutes,
  ...peopleRoutes,
  ...tokenRoutes,
  ...auditRoutes,
  ...connectionRoutes,
  ...connectionHealthRoutes,
  ...secretRoutes,
  ...rotationRoutes,
  ...consentRoutes,
  ...consentFileRoutes,
  ...erasureRoutes,
  ...installRoutes,
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
  ...jobValueRoutes,
  ...taskRoutes,
  ...importRoutes,
  ...statisticsRoutes,
  ...actionRoutes,
  ...bulkRoutes,
  ...exportRoutes,
  ...sendRoutes,
  ...suppressionRoutes,
  ...diagnosticRoutes,
  ...triggerRoutes,
  ...picklistRoutes,
  ...inferRoutes,
  ...sampleFileRoutes,
  ...schemaRoutes,
  ...driftRoutes,
  ...fieldRoutes,
];

/** Every operation of the REST API, in the order of the docs page. */
export const routes: readonly Route[] = all;

/** The names of all of them; each must have its line in route-permissions.ts. */
export type RouteKey = KeyOf<(typeof all)[number]>;
