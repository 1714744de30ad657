import { Button, Group, Stack, Text } from '@mantine/core';
import { EyeOpenIcon, PlayIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { useProductionWord } from '../../app/use-production-word.ts';
import { useBuilder } from './builder-context.ts';
import { useRecipeTest } from './recipe-test.ts';
import { callOf, type Step } from './recipe-document.ts';
import { TestedStepCard } from './tested-step-card.tsx';

/** One step alone: its request with all pills resolved, and on wish one real call. */
export function StepTest({ step, title }: { step: Step; title: string }) {
  const { document, sample } = useBuilder();
  const word = useProductionWord({ connections: [callOf(step)?.connection ?? document.connection] });
  const test = useRecipeTest();
  const [isAsking, setAsking] = useState(false);
  const action = 'use' in step ? sample.actions.get(step.use) : undefined;
  const runs = (test.data?.steps ?? []).filter(({ stepId }) => stepId === step.id);
  const call = (): void => test.mutate({ calls: [step.id], until: step.id }, { onSettled: () => setAsking(false) });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Earlier steps are not called; their outputs are those of the last test, or examples.
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<EyeOpenIcon />}
          loading={test.isPending && !isAsking}
          onClick={() => test.mutate({ calls: 'none', until: step.id })}
        >
          Preview request
        </Button>
        {action === undefined ? null : (
          <Button
            variant="light"
            leftSection={<PlayIcon />}
            onClick={() => (action.effect === 'read' ? call() : setAsking(true))}
          >
            Call this step
          </Button>
        )}
      </Group>
      {test.isError ? <DecodedError error={errorInfoOf(test.error)} title="The test did not run" /> : null}
      {test.isSuccess && runs.length === 0 ? (
        <Text size="sm" role="status">
          With this sample the recipe does not come to this step.
        </Text>
      ) : null}
      {runs.map((run) => (
        <TestedStepCard key={run.path} step={run} title={title} />
      ))}
      <ConfirmDialog
        isOpen={isAsking}
        title="Call Iterable for real?"
        confirmLabel="Call once"
        {...word}
        isBusy={test.isPending}
        onConfirm={call}
        onClose={() => setAsking(false)}
      >
        “{title}” {action?.effect === 'send' ? 'sends a message to a person' : 'changes data in Iterable'}, with the
        values of the sample. It is called once, and no job is made of it.
      </ConfirmDialog>
    </Stack>
  );
}
