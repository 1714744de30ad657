import { NativeSelect, NumberInput, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { actionQuery, connectionsQuery } from '../../api/queries.ts';
import { useBuilder } from './builder-context.ts';
import type { ActionStep } from './recipe-document.ts';
import { updateStep } from './step-tree.ts';

type Choice = Pick<ActionStep, 'onRejected' | 'onUnknownOutcome' | 'maxAttempts' | 'connection' | 'ignoreUnsubscribes'>;

/** What happens when a call is refused, gets no answer or must come later; each left alone follows the action. */
export function ErrorForm({ step }: { step: ActionStep }) {
  const { document, change } = useBuilder();
  const { data: connections = [] } = useQuery(connectionsQuery);
  const { data: action } = useQuery({ ...actionQuery(step.use), retry: false });
  const sends = action === undefined || action.effect === 'send' || action.effect === 'depends';
  const set = (key: keyof Choice, value: Choice[keyof Choice]): void => {
    const { [key]: _, ...rest } = step;
    const next = (value === undefined ? rest : { ...rest, [key]: value }) as ActionStep;
    change(
      updateStep(document, step.id, () => next),
      `${step.id}.${key}`,
    );
  };
  const chosen = (value: string): string | undefined => (value === '' ? undefined : value);
  return (
    <Stack gap="md" maw={520}>
      <NativeSelect
        label="When Iterable refuses the call"
        value={step.onRejected ?? ''}
        data={[
          { value: '', label: 'The job fails' },
          { value: 'continue', label: 'Go on; the output is empty' },
        ]}
        onChange={(event) => set('onRejected', chosen(event.currentTarget.value) as Choice['onRejected'])}
      />
      <NativeSelect
        label="When no answer comes"
        description="Repeating a send accepts that somebody may get a message twice."
        value={step.onUnknownOutcome ?? ''}
        data={[
          { value: '', label: 'As the action says' },
          { value: 'hold', label: 'Hold: a person decides' },
          { value: 'retry', label: 'Repeat' },
          { value: 'fail', label: 'The job fails' },
        ]}
        onChange={(event) => set('onUnknownOutcome', chosen(event.currentTarget.value) as Choice['onUnknownOutcome'])}
      />
      <NumberInput
        label="Tries while Iterable asks to come back later"
        placeholder="8"
        min={1}
        max={50}
        allowDecimal={false}
        value={step.maxAttempts ?? ''}
        onChange={(tries) => set('maxAttempts', typeof tries === 'number' ? tries : undefined)}
      />
      {sends || step.ignoreUnsubscribes !== undefined ? (
        <Switch
          label="Send also to people who unsubscribed"
          description="For what they must get, such as a receipt. A dead mailbox or a complaint stops the message all the same."
          checked={step.ignoreUnsubscribes === true}
          onChange={(event) => set('ignoreUnsubscribes', event.currentTarget.checked ? true : undefined)}
        />
      ) : null}
      <NativeSelect
        label="Connection"
        value={step.connection ?? ''}
        data={[
          { value: '', label: `As the recipe: ${document.connection}` },
          ...connections.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(event) => set('connection', chosen(event.currentTarget.value))}
      />
    </Stack>
  );
}
