import { Button, Group, Stack, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

import { errorInfoOf } from '../api/api-failure.ts';
import { DecodedError } from '../components/decoded-error.tsx';
import { Logo } from './logo.tsx';

interface EntryFormProps {
  title: string;
  submitLabel: string;
  isBusy: boolean;
  isReady: boolean;
  error: unknown;
  onSubmit: () => void;
  /** the fields */
  children: ReactNode;
  /** below the card */
  footer?: ReactNode;
}

/** The page of somebody who is not signed in yet: a heading, one form, what went wrong. */
export function EntryForm({ title, submitLabel, isBusy, isReady, error, onSubmit, children, footer }: EntryFormProps) {
  useEffect(() => {
    document.title = `${title} · iterable-connector`;
  }, [title]);
  return (
    <Stack component="main" maw={440} mx="auto" p="md" pt="10vh" gap="lg">
      <Group gap="sm">
        <Logo size={36} />
        <Title order={1}>{title}</Title>
      </Group>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack className="itc-card" p="lg" gap="md">
          {error === null ? null : <DecodedError error={errorInfoOf(error)} title="Not signed in" />}
          {children}
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            {submitLabel}
          </Button>
        </Stack>
      </form>
      {footer}
    </Stack>
  );
}
