import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { PlayIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useProductionWord } from '../../app/use-production-word.ts';
import { useBuilder } from './builder-context.ts';
import { stepTitle } from './pill-sources.ts';
import { callOf } from './recipe-document.ts';
import { useRecipeTest, type TestCalls } from './recipe-test.ts';
import { SamplePicker } from './sample-picker.tsx';
import { TestedStepCard } from './tested-step-card.tsx';
import { placedSteps } from './step-tree.ts';

interface TestViewProps {
  event: string | null;
  onEvent: (event: string | null) => void;
}

const calls: { value: TestCalls & string; label: string }[] = [
  { value: 'none', label: 'Call nothing' },
  { value: 'reads', label: 'Call what only reads' },
  { value: 'all', label: 'Call everything' },
];

/** Runs the whole recipe for one sample. What comes out stands here only: no job is made of it. */
export function TestView({ event, onEvent }: TestViewProps) {
  const { document, sample } = useBuilder();
  const test = useRecipeTest();
  const [chosen, setChosen] = useState<TestCalls & string>('none');
  const [isAsking, setAsking] = useState(false);
  const steps = new Map(placedSteps(document).map(({ step }) => [step.id, step]));
  const titleOf = (id: string): string => {
    const step = steps.get(id);
    return step === undefined ? id : stepTitle(step, (name) => sample.actions.get(name)?.title);
  };
  const run = (): void => test.mutate({ calls: chosen }, { onSettled: () => setAsking(false) });
  const writing = [...steps.values()].filter(
    (step) => 'use' in step && step.skip !== true && sample.actions.get(step.use)?.effect !== 'read',
  );
  const word = useProductionWord({
    connections: [document.connection, ...writing.flatMap((step) => callOf(step)?.connection ?? [])],
  });
  const end = test.data?.end;
  return (
    <Stack gap="md">
      <Section title="Test" help="Shows what each step would do. It never counts as a job.">
        <SamplePicker event={event} onEvent={onEvent} />
        <Group gap="sm" align="flex-end">
          <Radio.Group label="In Iterable" value={chosen} onChange={(next) => setChosen(next as TestCalls & string)}>
            <Group gap="md" mt={6}>
              {calls.map(({ value, label }) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Group>
          </Radio.Group>
          <Button
            leftSection={<PlayIcon />}
            loading={test.isPending}
            onClick={() => (chosen === 'all' ? setAsking(true) : run())}
            data-run-test
          >
            Run test
          </Button>
        </Group>
      </Section>
      {test.isError ? <DecodedError error={errorInfoOf(test.error)} title="The test did not run" /> : null}
      {test.data === undefined ? null : (
        <Stack gap="sm" component="section" aria-label="Results of the test">
          <Group gap="xs" role="status">
            <Text fw={600}>Result</Text>
            {end === null || end === undefined ? (
              <Text size="sm">Ended early: only the first steps are shown.</Text>
            ) : (
              <>
                <StatusBadge status={end.status} />
                <Text size="sm">{end.reason ?? ''}</Text>
              </>
            )}
          </Group>
          {test.data.steps.map((step) => (
            <TestedStepCard key={step.path} step={step} title={titleOf(step.stepId)} />
          ))}
        </Stack>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title="Call everything for real?"
        confirmLabel={`Call ${writing.length} ${writing.length === 1 ? 'step' : 'steps'}`}
        isDanger
        {...word}
        isBusy={test.isPending}
        onConfirm={run}
        onClose={() => setAsking(false)}
      >
        These steps change data or send messages in Iterable, with the values of the sample:{' '}
        {writing.map(({ id }) => titleOf(id)).join(', ')}.
      </ConfirmDialog>
    </Stack>
  );
}
