import { Progress, Stack, Stepper, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';

interface StepsProps {
  labels: readonly string[];
  /** index of the step one is at */
  active: number;
  /** whether one may go to a step by clicking it */
  isOpen: (index: number) => boolean;
  onGo: (index: number) => void;
}

/** Where one is in something of several steps: all of them in a row, or one line where it is narrow. */
export function Steps({ labels, active, isOpen, onGo }: StepsProps) {
  const isNarrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  if (isNarrow) {
    return (
      <Stack gap={6}>
        <Text size="sm" fw={600}>
          Step {active + 1} of {labels.length}: {labels[active]}
        </Text>
        <Progress value={((active + 1) / labels.length) * 100} size="sm" aria-hidden />
      </Stack>
    );
  }
  return (
    <Stepper active={active} size="sm" maw={760} onStepClick={(index) => (isOpen(index) ? onGo(index) : undefined)}>
      {labels.map((label, index) => (
        <Stepper.Step key={label} label={label} disabled={!isOpen(index)} />
      ))}
    </Stepper>
  );
}
