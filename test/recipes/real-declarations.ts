import { z } from 'zod';

import { actions } from '../../actions/index.ts';
import { startBulkRun } from '../../connector/bulk/bulk-action.ts';
import { changeConsent } from '../../connector/consent/consent-action.ts';
import { webActions } from '../../connector/outbound/web-actions.ts';
import type { Json } from '../../errors/json.ts';
import type { RecipeCheckContext } from '../../recipes/recipe-check-context.ts';
import { triggers } from '../../triggers/index.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;

/** Every action that a step can use. */
export const realSteps = [...actions, changeConsent, startBulkRun, ...webActions];

/** The real declarations, as the runtime hands them to the check. */
export const realContext: RecipeCheckContext = {
  action: (name) => {
    const action = realSteps.find((candidate) => candidate.name === name);
    if (action === undefined) return undefined;
    return {
      inputSchema: schemaOf(action.input, 'input'),
      outputSchema: schemaOf(action.output, 'output'),
      hasRows: 'rows' in action && action.rows !== undefined,
    };
  },
  trigger: (name) => {
    const trigger = triggers.find((candidate) => candidate.name === name);
    if (trigger === undefined) return undefined;
    return {
      source: trigger.source,
      configSchema: schemaOf(trigger.config, 'input'),
      outputSchema: () => schemaOf(trigger.output, 'output'),
      configFaults: (config) => trigger.config.safeParse(config).error?.issues ?? [],
    };
  },
  hasConnection: (name) => name === 'sandbox',
  actionNames: realSteps.map(({ name }) => name),
  triggerNames: triggers.map(({ name }) => name),
};
