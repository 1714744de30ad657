import { z } from 'zod';

import { installVariants, type InstallVariant } from '../runtime/install.ts';
import { connectionFields, newConnection } from './new-connection.ts';
import { defineRoute } from './route.ts';

const variants = Object.keys(installVariants) as [InstallVariant, ...InstallVariant[]];

const installation = z
  .strictObject({
    name: connectionFields.shape.name
      .max(40)
      .meta({ description: 'Name of the connection; recipes are named after it.' }),
    variant: z.enum(variants).default('default').meta({ description: 'Which ready-made recipes are installed.' }),
    config: connectionFields.omit({ name: true }).meta({ description: 'The fields of a connection.' }),
    delivery_mode: z
      .literal('server_side')
      .default('server_side')
      .meta({ description: 'Calls reach Iterable from this server only; there is no script for browsers.' }),
  })
  .transform(({ name, config, variant }, context) => {
    const parsed = newConnection.safeParse({ ...config, name });
    if (parsed.success) return { variant, ...parsed.data };
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: path[0] === 'name' ? path : ['config', ...path], message });
    }
    return z.NEVER;
  });

/** Makes a working connection in one call, for those who install connectors from a catalogue. */
export const installRoutes = [
  defineRoute({
    method: 'post',
    path: '/catalog/iterable/install',
    tag: 'Connections',
    summary: 'Make a connection with working default recipes; repeating the call makes nothing twice.',
    body: installation,
    invalid: 'ITC_INSTALL_INVALID',
    response: z.object({
      connection: z.string(),
      isNew: z.boolean(),
      recipes: z.array(z.object({ name: z.string(), isNew: z.boolean() })),
      trackingUrl: z.string().meta({ description: 'What an SDK is given as its host or data plane.' }),
      writeKey: z.string().nullable().meta({ description: 'Shown when the connection is made, else null.' }),
      webhookUrl: z.string(),
      secret: z.string().nullable(),
      warnings: z.array(z.string()),
    }),
    errors: ['ITC_INSTALL_INVALID', 'ITC_INSTALL_DIFFERS'],
    handler: async (runtime, { body }) => {
      const { record, secrets, recipes } = await runtime.install(body.connection, body.variant);
      const { writeKey, secret } = secrets ?? { writeKey: null, secret: null };
      return {
        connection: record.name,
        isNew: secrets !== null,
        recipes,
        trackingUrl: runtime.trackingUrl(),
        writeKey,
        webhookUrl: runtime.webhookUrl(record),
        secret,
        warnings: body.warnings,
      };
    },
  }),
];
