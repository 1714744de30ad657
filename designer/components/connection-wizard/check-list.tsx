import { Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { CheckIcon, Cross2Icon } from '@radix-ui/react-icons';

import type { ConnectionTest } from '../../api/types.ts';
import { StatusBadge } from '../status-badge.tsx';
import { TimeText } from '../time-text.tsx';

const names: Record<string, string> = {
  reachable: 'Iterable answers',
  key: 'The API key is valid',
  region: 'The data center is right',
  channels: 'May read channels',
  lists: 'May read lists',
  campaigns: 'May read campaigns',
  webhooks: 'May read webhooks',
};

/** The result of a connection test, check by check, with cause and fix for what failed. */
export function CheckList({ test }: { test: Omit<ConnectionTest, 'at'> & { at?: string } }) {
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <StatusBadge status={test.state} />
        {test.at === undefined ? null : (
          <Text size="sm" c="dimmed">
            tested <TimeText at={test.at} as="age" />
          </Text>
        )}
      </Group>
      <List spacing="xs" size="sm" aria-label="Checks" listStyleType="none">
        {test.checks.map(({ name, ok, cause, fix }) => (
          <List.Item
            key={name}
            icon={
              <ThemeIcon size={22} radius="xl" variant="light" color={ok ? 'green' : 'red'}>
                {ok ? <CheckIcon aria-label="passed" /> : <Cross2Icon aria-label="failed" />}
              </ThemeIcon>
            }
          >
            {names[name] ?? name}
            {cause === undefined ? null : <Text size="sm">{cause}</Text>}
            {fix === undefined ? null : (
              <Text size="sm" fw={600}>
                {fix}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
