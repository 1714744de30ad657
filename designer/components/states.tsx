import { Button, Group, Skeleton, Stack, Text, ThemeIcon, VisuallyHidden } from '@mantine/core';
import { InfoCircledIcon, ReloadIcon } from '@radix-ui/react-icons';
import { useEffect, useState, type ReactNode } from 'react';

import { errorInfoOf } from '../api/api-failure.ts';
import { DecodedError } from './decoded-error.tsx';

const quietMs = 300;

/** Skeleton lines while something loads; nothing for the first 0.3 s, so that quick answers do not flicker. */
export function LoadingState({ what, lines = 5 }: { what: string; lines?: number }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Stack gap="sm" role="status" mih={lines * 34}>
      {isSlow ? (
        <>
          <VisuallyHidden>Loading {what}</VisuallyHidden>
          {Array.from({ length: lines }, (_, index) => (
            <Skeleton key={index} height={22} radius="sm" />
          ))}
        </>
      ) : null}
    </Stack>
  );
}

interface EmptyStateProps {
  title: string;
  /** why it is empty and what fills it */
  children: ReactNode;
  /** the button that does so */
  action?: ReactNode;
}

/** What stands where a list would, when there is nothing yet. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" className="itc-card">
      <ThemeIcon variant="light" size="xl" radius="xl" aria-hidden>
        <InfoCircledIcon width={20} height={20} />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" size="sm" ta="center" maw={520} component="div">
        {children}
      </Text>
      {action === undefined ? null : <Group mt="xs">{action}</Group>}
    </Stack>
  );
}

interface FailureStateProps {
  error: unknown;
  title?: string;
  onRetry?: () => void;
}

/** A failed load with the way to try again. */
export function FailureState({ error, title, onRetry }: FailureStateProps) {
  const retry =
    onRetry === undefined ? undefined : (
      <Button variant="default" size="xs" w="fit-content" leftSection={<ReloadIcon />} onClick={onRetry}>
        Try again
      </Button>
    );
  return <DecodedError error={errorInfoOf(error)} title={title} action={retry} />;
}
