import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, dataFields, id, namesPerson, person } from '../fields.ts';

export const triggerJourney = defineAction({
  name: 'trigger_journey',
  resource: 'journeys',
  title: 'Trigger journey',
  summary: 'Starts a journey for one person, or for everybody on a list.',
  docs: 'https://api.iterable.com/api/docs#workflows_triggerWorkflow',
  // what a journey does is not known here, and most send messages
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/workflows/triggerWorkflow' },
  identity: (input) => (input.listId === undefined ? 'user' : 'none'),
  answer: 'envelope',
  dataFields: ['dataFields'],
  input: z
    .strictObject({
      workflowId: id.meta(
        field({ title: 'Journey', help: 'One that starts by API call.', picklist: { name: 'journeys' } }),
      ),
      ...person,
      listId: id.optional().meta(
        field({
          title: 'List',
          help: 'Instead of a person. Runs in the background; the same list waits until it is done.',
          picklist: { name: 'lists' },
        }),
      ),
      dataFields: dataFields
        .optional()
        .meta(field({ title: 'Event fields', help: 'Go with the person into the journey.', control: 'dataFields' })),
    })
    .refine((input) => input.listId === undefined || !namesPerson(input), {
      error: 'Expected either a list or a person',
      path: ['listId'],
    }),
  output: acknowledgement,
  request: ({ listId, workflowId, dataFields: fields, ...person }) => ({
    body: { workflowId, dataFields: fields, ...(listId === undefined ? person : { listId }) },
  }),
  examples: [
    {
      title: 'One person',
      input: { workflowId: 612345, email: 'ada.lovell@example.com', dataFields: { orderId: 'o-1' } },
      output: { msg: '', code: 'Success', params: null },
    },
    {
      title: 'Everybody on a list',
      input: { workflowId: 612345, listId: 58508 },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'The journey is needed.' },
    {
      input: { workflowId: 612345, email: 'ada@example.com', listId: 58508 },
      reason: 'A list beside a person would start the journey for many.',
    },
    { input: { workflowId: 612345, listId: 0 }, reason: 'No id of Iterable is 0.' },
  ],
});
