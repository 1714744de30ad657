import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { demoEmail, demoPhone } from '../demo/demo-event.ts';
import { createSandboxControl } from '../demo/sandbox-control.ts';
import { demoConnection } from '../demo/start-demo.ts';
import { nameParams } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

export const sampleEventRoutes = [
  defineRoute({
    method: 'post',
    path: '/connections/{name}/sample-event',
    tag: 'Connections',
    summary: 'Let the bundled sandbox send an event to this server, to see how one arrives.',
    params: nameParams,
    response: z.object({ eventName: z.string() }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_SANDBOX_UNREACHABLE'],
    handler: async (runtime, { params }) => {
      const { name, sandboxUrl } = await runtime.connections.get(params.name);
      // the sandbox knows the webhook address of this one only
      if (name !== demoConnection || sandboxUrl === null) {
        throw new ConnectorError(
          'ITC_SANDBOX_UNREACHABLE',
          'Only the connection of the bundled sandbox sends samples.',
        );
      }
      const eventName = 'emailSubscribe';
      const event = { event: eventName, email: demoEmail, dataFields: { phoneNumber: demoPhone } };
      try {
        await createSandboxControl(sandboxUrl).fire(event);
      } catch (cause) {
        throw new ConnectorError('ITC_SANDBOX_UNREACHABLE', undefined, { cause });
      }
      return { eventName };
    },
  }),
];
