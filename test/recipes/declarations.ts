import type { RecipeCheckContext } from '../../recipes/recipe-check-context.ts';

const order = {
  type: 'object',
  properties: { id: { type: 'integer' }, skus: { type: 'array', items: { type: 'string' } } },
  additionalProperties: false,
} as const;

/** Small closed declarations, so that each fault can be provoked. */
export const closedContext: RecipeCheckContext = {
  action: (name) =>
    name === 'note'
      ? {
          inputSchema: {
            type: 'object',
            properties: {
              email: { type: 'string', maxLength: 20 },
              count: {
                anyOf: [
                  { type: 'integer', exclusiveMinimum: 0 },
                  { type: 'string', pattern: '^[1-9][0-9]*$' },
                ],
              },
              kind: { enum: ['a', 'b'] },
              tags: { type: 'array', items: { type: 'string' } },
              data: { type: 'object', additionalProperties: {} },
            },
            required: ['email'],
            additionalProperties: false,
          },
          outputSchema: {
            type: 'object',
            properties: { code: { type: 'string' }, orders: { $ref: '#/$defs/orders' } },
            $defs: { orders: { type: 'array', items: { $ref: '#/$defs/order' } }, order },
            additionalProperties: {},
          },
        }
      : undefined,
  trigger: (name) =>
    name === 'system' || name === 'journey'
      ? {
          source: name === 'system' ? 'system_webhook' : 'journey_webhook',
          configSchema: { type: 'object', properties: { eventName: { type: 'string' } }, additionalProperties: false },
          outputSchema: () => ({
            type: 'object',
            properties: {
              email: { type: ['string', 'null'] },
              orders: { type: 'array', items: order },
              dataFields: { type: 'object', properties: { city: { type: 'string' } }, additionalProperties: {} },
            },
            additionalProperties: false,
          }),
        }
      : undefined,
  hasConnection: (name) => name === 'main',
  actionNames: ['note'],
};
