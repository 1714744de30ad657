import { Group, Stack, Switch, Tabs, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';

import type { Json } from '../../api/types.ts';
import { FieldContext, type FormulaEditorProps } from '../../fields/field-context.ts';
import { ActionForm } from './action-form.tsx';
import { ForEachPageForm } from './for-each-page-form.tsx';
import { ForEachForm, IfForm, RespondForm, StopForm } from './block-forms.tsx';
import { useBuilder } from './builder-context.ts';
import { ErrorForm } from './error-form.tsx';
import { FormulaEditor } from './formula-editor.tsx';
import { fieldErrors } from './locate-problem.ts';
import { stepTitle } from './pill-sources.ts';
import { callOf, type Step } from './recipe-document.ts';
import { toggleSkip } from './step-actions.ts';
import { StepTest } from './step-test.tsx';
import { findStep, renameStep, updateStep } from './step-tree.ts';

const formulaEditor = (props: FormulaEditorProps) => <FormulaEditor {...props} />;
const modes = ['text', 'formula', 'list'] as const;

function StepForm({ step }: { step: Step }) {
  if ('use' in step) return <ActionForm step={step} />;
  if ('if' in step) return <IfForm step={step} />;
  if ('forEach' in step) return <ForEachForm step={step} />;
  if ('forEachPage' in step) return <ForEachPageForm step={step} />;
  return 'stop' in step ? <StopForm step={step} /> : <RespondForm step={step} />;
}

/** Everything about the chosen step. */
export function StepPanel({ step }: { step: Step }) {
  const { document, problems, sample, setTarget, resolved } = useBuilder();
  const errors = useMemo(() => fieldErrors(document, problems, step.id), [document, problems, step.id]);
  const number = findStep(document, step.id)?.number ?? '';
  const title = stepTitle(step, (name) => sample.actions.get(name)?.title);
  const writesProfile = 'use' in step && sample.actions.get(step.use)?.writesProfile === true;
  const docs = sample.actions.get(callOf(step)?.use ?? '')?.docs;
  const resolvedValue = (path: string): Json | undefined =>
    resolved[path]?.state === 'value' ? (resolved[path].value as Json) : undefined;
  return (
    <Stack gap="md">
      <Title order={2}>
        {number} {title}
      </Title>
      <Tabs defaultValue="setup" keepMounted={false} activateTabWithKeyboard={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="setup">Set-up</Tabs.Tab>
          <Tabs.Tab value="test">Test step</Tabs.Tab>
          {'use' in step ? <Tabs.Tab value="errors">On error</Tabs.Tab> : null}
          <Tabs.Tab value="notes">Step</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="setup">
          <FieldContext
            value={{
              connection: callOf(step)?.connection ?? document.connection,
              modes,
              formulaEditor,
              errors,
              onTarget: setTarget,
              writesProfile,
              resolvedValue,
              ...(docs === undefined ? {} : { docs }),
            }}
          >
            <StepForm step={step} />
          </FieldContext>
        </Tabs.Panel>
        <Tabs.Panel value="test">
          <StepTest step={step} title={title} />
        </Tabs.Panel>
        {'use' in step ? (
          <Tabs.Panel value="errors">
            <ErrorForm step={step} />
          </Tabs.Panel>
        ) : null}
        <Tabs.Panel value="notes">
          <StepNotes step={step} idError={errors['id']} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

/** Id, comment and skip: what a step has whatever it does. */
function StepNotes({ step, idError }: { step: Step; idError: string | undefined }) {
  const { document, change, select, forms } = useBuilder();
  const [id, setId] = useState(step.id);
  useEffect(() => setId(step.id), [step.id]);
  const isTaken = id !== step.id && findStep(document, id) !== undefined;
  const isFormed = /^[a-z][a-z0-9_]{0,63}$/.test(id);
  const fault = isTaken
    ? `Another step is called ${id}.`
    : isFormed
      ? idError
      : 'Lower-case letters, digits and underscores, beginning with a letter.';
  const rename = (): void => {
    if (id === step.id || isTaken || !isFormed) return;
    const memory = forms.get(step.id);
    if (memory !== undefined) forms.set(id, memory);
    change(renameStep(document, step.id, id));
    select(id);
  };
  const { comment: _, ...plain } = step;
  return (
    <Stack gap="md" maw={520}>
      <TextInput
        label="Step id"
        description="Pills bind to it; they follow when it changes."
        classNames={{ input: 'itc-mono' }}
        data-field="id"
        value={id}
        error={fault}
        onChange={(event) => setId(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename();
        }}
      />
      <Textarea
        label="Comment"
        description="For people; shown in the list of steps."
        autosize
        minRows={2}
        maxLength={2000}
        value={step.comment ?? ''}
        onChange={(event) => {
          const comment = event.currentTarget.value;
          const next = (comment === '' ? plain : { ...step, comment }) as Step;
          change(
            updateStep(document, step.id, () => next),
            `${step.id}.comment`,
          );
        }}
      />
      <Group gap="xs">
        <Switch
          label="Skip this step"
          description="It stays in the recipe and is not run; pills that refer to it are missing."
          checked={step.skip === true}
          onChange={() => {
            const deed = toggleSkip(document, step.id);
            if ('document' in deed) change(deed.document);
          }}
        />
      </Group>
      <Text size="xs" c="dimmed">
        In the list of steps: Alt with arrows moves, Alt-D duplicates, Alt-S skips, Delete removes.
      </Text>
    </Stack>
  );
}
