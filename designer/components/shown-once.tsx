import { Alert, Stack, Text } from '@mantine/core';

import { CopyField } from './copy-field.tsx';

interface ShownOnceProps {
  title: string;
  label: string;
  value: string;
  /** what to do with it */
  children: string;
}

/** A secret that no later page will show again. */
export function ShownOnce({ title, label, value, children }: ShownOnceProps) {
  return (
    <Alert color="yellow" variant="light" title={title}>
      <Stack gap="xs">
        <CopyField label={label} value={value} />
        <Text size="sm">{children}</Text>
      </Stack>
    </Alert>
  );
}
