import type { Json, JsonSchema } from '../../api/types.ts';
import type { PillScope } from './pill-scope.ts';
import type { PillSource } from './pill-tree.ts';
import type { RecipeDocument, Step } from './recipe-document.ts';
import type { TriggerFields } from './trigger-fields.ts';
import type { Sample } from './use-sample.ts';

const origins = { event: 'from the chosen event', pasted: 'from the pasted payload', example: 'an example' } as const;

/** Title of a step: of its action, or what its block does. */
export function stepTitle(step: Step, actionTitle: (name: string) => string | undefined): string {
  if ('use' in step) return actionTitle(step.use) ?? step.use;
  if ('if' in step) return 'If';
  if ('forEach' in step) return 'For each';
  if ('forEachPage' in step) return 'For each page';
  return 'stop' in step ? (step.stop.as === 'failed' ? 'Stop as failed' : 'Stop') : 'Respond';
}

/** What can be mapped at a place: the trigger, the steps before it, the rounds around it, and the job itself. */
export function pillSources(
  document: RecipeDocument,
  scope: PillScope,
  sample: Sample,
  {
    trigger,
    item,
    numbers,
  }: {
    trigger: Pick<TriggerFields, 'schema' | 'origin'>;
    item: Json | undefined;
    numbers: ReadonlyMap<string, string>;
  },
): PillSource[] {
  const loop = scope.loops.at(-1);
  const rounds: PillSource[] =
    loop === undefined
      ? []
      : [
          {
            path: ['item'],
            title: `Item of ${loop.id}`,
            sample: item,
            schema: undefined,
            origin: 'of the first round',
          },
          { path: ['index'], title: `Position in ${loop.id}`, sample: 0, schema: { type: 'integer' } },
        ];
  const steps = [...scope.steps].reverse().flatMap(({ step, isUncertain }): PillSource[] => {
    if ('stop' in step || 'respond' in step) return [];
    const output = sample.outputs.get(step.id);
    const detail = 'use' in step ? sample.actions.get(step.use) : undefined;
    const title = stepTitle(step, () => detail?.title);
    return [
      {
        path: ['steps', step.id],
        title: `${numbers.get(step.id) ?? ''} ${title} (${step.id})`.trim(),
        sample: output?.value,
        schema: detail?.output as JsonSchema | undefined,
        isUncertain,
        origin: output?.origin === 'tested' ? 'from the last test' : 'an example',
      },
    ];
  });
  return [
    ...rounds,
    ...steps,
    {
      path: ['trigger'],
      title: `Trigger (${document.trigger.use})`,
      sample: sample.payload,
      schema: trigger.schema,
      origin: `${origins[sample.kind]}; fields ${trigger.origin}`,
    },
    {
      path: ['event'],
      title: 'Event',
      sample: undefined,
      schema: { properties: { id: { type: 'string' }, receivedAt: { type: 'string' } } },
    },
    { path: ['job'], title: 'Job', sample: undefined, schema: { properties: { id: { type: 'string' } } } },
  ];
}
