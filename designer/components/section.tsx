import { Group, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  help?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled card of a screen; its heading is one level below the screen's. */
export function Section({ title, help, actions, children }: SectionProps) {
  const id = useId();
  return (
    <Stack component="section" className="itc-card" p="md" gap="sm" aria-labelledby={id}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <Stack gap={2}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {help === undefined ? null : (
            <Text size="sm" c="dimmed">
              {help}
            </Text>
          )}
        </Stack>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
