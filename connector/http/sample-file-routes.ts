import { z } from 'zod';

import { defineRoute } from './route.ts';

const file = z.object({
  id: z.string(),
  bytes: z.int().meta({ description: 'Read so far: the offset of the next part.' }),
  samples: z.int().meta({ description: 'Counted so far.' }),
});
const part = { last: z.stringbool().default(false).meta({ description: 'true with the last part.' }) };
const errors = ['ITC_SAMPLE_SYNTAX', 'ITC_SAMPLE_TOO_LARGE', 'ITC_REQUEST_INVALID'] as const;

/** Samples too large for one call: files in parts, of which only what their values look like is kept, for an hour. */
export const sampleFileRoutes = [
  defineRoute({
    method: 'post',
    path: '/sample-files',
    tag: 'Schemas',
    summary: 'Upload a file of samples of up to 25 MB, or its first part; a part must arrive within 10 seconds.',
    status: 201,
    upload: true,
    query: z.strictObject(part),
    response: file,
    errors: [...errors],
    handler: async ({ sampleFiles, newRequestId }, { query, stream }) =>
      sampleFiles.append(newRequestId().replace('req_', 'smp_'), { offset: 0, isLast: query.last }, stream),
  }),
  defineRoute({
    method: 'post',
    path: '/sample-files/{id}',
    tag: 'Schemas',
    summary: 'Append the next part of a file of samples.',
    upload: true,
    params: z.object({ id: z.string().min(1).max(100) }),
    query: z.strictObject({ ...part, offset: z.coerce.number().int().min(1) }),
    response: file,
    errors: [...errors, 'ITC_SAMPLE_FILE_UNKNOWN'],
    handler: async ({ sampleFiles }, { params, query, stream }) =>
      sampleFiles.append(params.id, { offset: query.offset, isLast: query.last }, stream),
  }),
];
