import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';

interface ScreenProps {
  /** heading and, with the product's name, title of the browser tab */
  title: string;
  /** one sentence on what the screen is for */
  lead?: ReactNode;
  /** buttons on the right of the heading */
  actions?: ReactNode;
  /** above the heading, such as a way back */
  above?: ReactNode;
  children: ReactNode;
}

/** The frame of every screen: one h1, which takes the focus after a change of route so that a screen reader tells where it is. */
export function Screen({ title, lead, actions, above, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, key } = useLocation();
  useEffect(() => {
    // the first page of a visit keeps the focus where the browser puts it
    if (key !== 'default') heading.current?.focus({ preventScroll: true });
    // filters in the address change the key and must not move the focus
  }, [pathname]);
  useEffect(() => {
    document.title = `${title} · iterable-connector`;
  }, [title]);
  return (
    <Stack gap="lg" maw={1400} mx="auto">
      <Stack gap={4}>
        {above}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={4} flex="1 1 320px">
            <Title order={1} ref={heading} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {lead === undefined ? null : (
              <Text c="dimmed" maw={760}>
                {lead}
              </Text>
            )}
          </Stack>
          {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
        </Group>
      </Stack>
      {children}
    </Stack>
  );
}
