import { z } from 'zod';

import { nameParams } from './answer-schemas.ts';
import { connectionName } from './person-fields.ts';
import { defineRoute } from './route.ts';
import { taskReport, withReport } from './task-routes.ts';

const file = {
  file: z.string().max(100).meta({ description: 'Id of an uploaded file, see `POST /bulk/files`.' }),
  dryRun: z.boolean().default(false).meta({ description: 'Counts only; the file is kept for the import itself.' }),
};
const errors = ['ITC_CONNECTION_UNKNOWN', 'ITC_BULK_UNKNOWN', 'ITC_BULK_TOO_LARGE'] as const;

/** Files of any size, taken in the background. */
export const importRoutes = [
  defineRoute({
    method: 'post',
    path: '/consent/{name}/import-tasks',
    tag: 'Consent',
    summary: 'Take preferences from an uploaded CSV in the background; answers the task.',
    status: 201,
    params: nameParams,
    body: z.strictObject(file),
    response: taskReport,
    errors: [...errors],
    handler: async (runtime, { params, body }) => {
      const { name: connection } = await runtime.connections.get(params.name);
      const order = { kind: 'import_preferences', connection, file: body.file, isDry: body.dryRun } as const;
      return withReport(runtime, await runtime.tasks.start(order));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/suppressions/import-tasks',
    tag: 'Suppressions',
    summary: 'Take suppressions from an uploaded CSV in the background; answers the task.',
    status: 201,
    body: z.strictObject({ connection: connectionName, ...file }),
    response: taskReport,
    errors: [...errors],
    handler: async (runtime, { body }) => {
      const { name: connection } = await runtime.connections.get(body.connection);
      const order = { kind: 'import_suppressions', connection, file: body.file, isDry: body.dryRun } as const;
      return withReport(runtime, await runtime.tasks.start(order));
    },
  }),
];
