import { Group, Stack, Text } from '@mantine/core';

import { CopyButton } from './copy-button.tsx';

interface CopyFieldProps {
  label: string;
  value: string;
  help?: string;
}

/** A value to take elsewhere, whole and unchanged, with its copy button. */
export function CopyField({ label, value, help }: CopyFieldProps) {
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap" justify="space-between" className="itc-card" px="sm" py={4}>
        <Text component="code" className="itc-mono">
          {value}
        </Text>
        <CopyButton value={value} what={label.toLowerCase()} />
      </Group>
      {help === undefined ? null : (
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      )}
    </Stack>
  );
}
