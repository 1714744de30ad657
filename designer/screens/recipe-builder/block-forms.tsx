import { NumberInput, SegmentedControl, Stack, Text } from '@mantine/core';

import type { Json } from '../../api/types.ts';
import { useBuilder } from './builder-context.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { MappingField } from './mapping-field.tsx';
import type { ForEachStep, IfStep, RespondStep, Step, StopStep } from './recipe-document.ts';
import { updateStep } from './step-tree.ts';

const isEmpty = (body: Json | undefined): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).length === 0;

function useStepChange<S extends Step>(step: S): (next: S, key: string) => void {
  const { document, change } = useBuilder();
  return (next, key) =>
    change(
      updateStep(document, step.id, () => next),
      `${step.id}.${key}`,
    );
}

export function IfForm({ step }: { step: IfStep }) {
  const change = useStepChange(step);
  return (
    <ConditionEditor condition={step.if} path="if" onChange={(condition) => change({ ...step, if: condition }, 'if')} />
  );
}

export function ForEachForm({ step }: { step: ForEachStep }) {
  const change = useStepChange(step);
  const { batchSize: _, ...single } = step;
  return (
    <Stack gap="md">
      <MappingField
        title="List"
        help="A pill whose value is a list. Nothing there counts as an empty list."
        isFormula
        isRequired
        value={step.forEach === '' ? undefined : step.forEach}
        path="forEach"
        onChange={(list) => change({ ...step, forEach: list ?? '' }, 'forEach')}
      />
      <NumberInput
        label="Items in a group"
        description="Left empty, the steps run once for each item. With a number, item is a list: the form that feeds bulk actions."
        min={1}
        max={10_000}
        allowDecimal={false}
        value={step.batchSize ?? ''}
        onChange={(size) => change(typeof size === 'number' ? { ...step, batchSize: size } : single, 'batchSize')}
      />
    </Stack>
  );
}

export function StopForm({ step }: { step: StopStep }) {
  const change = useStepChange(step);
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" fw={600} mb={4}>
          How the job ends
        </Text>
        <SegmentedControl
          aria-label="How the job ends"
          value={step.stop.as}
          data={[
            { value: 'stopped', label: 'In good order' },
            { value: 'failed', label: 'As failed' },
          ]}
          onChange={(as) => change({ ...step, stop: { ...step.stop, as: as as 'stopped' | 'failed' } }, 'as')}
        />
      </div>
      <MappingField
        title="Reason"
        help="Shown with the job."
        value={step.stop.reason}
        path="stop.reason"
        onChange={(reason) =>
          change({ ...step, stop: { as: step.stop.as, ...(reason === undefined ? {} : { reason }) } }, 'reason')
        }
      />
    </Stack>
  );
}

export function RespondForm({ step }: { step: RespondStep }) {
  const change = useStepChange(step);
  return (
    <Stack gap="md">
      <NumberInput
        label="Status"
        min={200}
        max={599}
        allowDecimal={false}
        value={step.respond.status ?? 200}
        onChange={(status) =>
          change({ ...step, respond: { ...step.respond, status: typeof status === 'number' ? status : 200 } }, 'status')
        }
      />
      <MappingField
        title="Body"
        help="The keys of the answer."
        kind="key-value"
        value={isEmpty(step.respond.body) ? undefined : step.respond.body}
        path="respond.body"
        onChange={(body) => change({ ...step, respond: { ...step.respond, body: body ?? {} } }, 'body')}
      />
    </Stack>
  );
}
