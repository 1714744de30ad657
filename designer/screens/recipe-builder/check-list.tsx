import { Anchor, Button, Group, List, Loader, Stack, Text, Title } from '@mantine/core';
import { CheckCircledIcon, CrossCircledIcon } from '@radix-ui/react-icons';

import { useState } from 'react';

import { FailureState } from '../../components/states.tsx';
import { useBuilder } from './builder-context.ts';
import { locateProblem, startId } from './locate-problem.ts';
import { ReplacePillDialog } from './replace-pill-dialog.tsx';
import { brokenPill } from './replace-pill.ts';
import type { Check } from './use-check.ts';

/** The faults of the recipe, each with the way to its field; what is mended is crossed off. */
export function CheckList({ check }: { check: Check }) {
  const { document, select } = useBuilder();
  const { problems, mended, isCurrent, error } = check;
  const [replaced, setReplaced] = useState<{ pill: string; proposal: string } | null>(null);
  return (
    <Stack component="section" className="itc-card" p="md" gap="xs" aria-labelledby="check-list-title" id="check-list">
      <Group gap="xs">
        <Title order={2} id="check-list-title">
          Check-list
        </Title>
        <Text size="sm" c="dimmed" role="status">
          {problems.length === 0 ? 'Nothing to mend.' : `${problems.length} to mend`}
        </Text>
        {isCurrent ? null : <Loader size={14} role="img" aria-label="Checking" />}
      </Group>
      {error === null ? null : <FailureState error={error} title="The recipe could not be checked" />}
      {problems.length + mended.length === 0 ? null : (
        <List spacing={6} size="sm" listStyleType="none">
          {problems.map((problem) => {
            const place = locateProblem(document, problem);
            const broken = brokenPill(problem);
            return (
              <List.Item
                key={`${problem.path} ${problem.message}`}
                icon={<CrossCircledIcon color="var(--mantine-color-error)" />}
              >
                <Anchor
                  component="button"
                  size="sm"
                  underline="always"
                  ta="start"
                  onClick={() => select(place.selected ?? startId, place.field)}
                >
                  {place.label}
                  {place.field === '' ? '' : `: ${place.field.replace(/^with\.?/, '')}`}
                </Anchor>{' '}
                {problem.message} {problem.hint}{' '}
                {broken === null ? null : (
                  <Button size="compact-xs" variant="default" onClick={() => setReplaced(broken)}>
                    Replace everywhere…
                  </Button>
                )}
              </List.Item>
            );
          })}
          {mended.map((problem) => (
            <List.Item
              key={`mended ${problem.path} ${problem.message}`}
              icon={<CheckCircledIcon color="var(--mantine-color-green-light-color)" />}
            >
              <Text span size="sm" c="dimmed" td="line-through">
                {problem.message}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {replaced === null ? null : (
        <ReplacePillDialog key={replaced.pill} {...replaced} onClose={() => setReplaced(null)} />
      )}
    </Stack>
  );
}
