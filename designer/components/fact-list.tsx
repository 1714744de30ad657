import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Terms with what they are, side by side where there is room. */
export function FactList({ facts }: { facts: [term: string, fact: ReactNode][] }) {
  return (
    <Stack component="dl" gap="xs" m={0}>
      {facts.map(([term, fact]) => (
        <Group key={term} gap="sm" align="flex-start" style={{ rowGap: 0 }}>
          <Text component="dt" size="sm" c="dimmed" w={180}>
            {term}
          </Text>
          <Text component="dd" size="sm" m={0} flex="1 1 200px" style={{ overflowWrap: 'anywhere' }}>
            {fact}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
