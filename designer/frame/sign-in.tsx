import { Anchor, Button, Code, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { errorInfoOf } from '../api/api-failure.ts';
import { answerOf, api } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import { DecodedError } from '../components/decoded-error.tsx';
import { Logo } from './logo.tsx';

/** The sign-in form. @param problem why a one-time link did not sign in; null without one */
export function SignIn({ problem }: { problem: unknown }) {
  const queries = useQueryClient();
  const [token, setToken] = useState('');
  const signIn = useMutation({
    mutationFn: () => answerOf(api.POST('/session', { body: { token } })),
    onSuccess: (session) => queries.setQueryData(sessionQuery.queryKey, session),
  });
  useEffect(() => {
    document.title = 'Sign in · iterable-connector';
  }, []);
  const error = signIn.error ?? problem;
  return (
    <Stack component="main" maw={440} mx="auto" p="md" pt="10vh" gap="lg">
      <Group gap="sm">
        <Logo size={36} />
        <Title order={1}>Sign in</Title>
      </Group>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <Stack className="itc-card" p="lg" gap="md">
          {error === null ? null : <DecodedError error={errorInfoOf(error)} title="Not signed in" />}
          <PasswordInput
            label="Admin token"
            description={
              <>
                Printed when the server first started; it is also in the file <Code>admin-token</Code> of its data
                folder.
              </>
            }
            name="token"
            autoComplete="current-password"
            required
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the token', tabIndex: 0, 'aria-hidden': false }}
          />
          <Button type="submit" loading={signIn.isPending} disabled={token.trim() === ''}>
            Sign in
          </Button>
        </Stack>
      </form>
      <Text size="sm" c="dimmed">
        Programs use the same token with the{' '}
        <Anchor href="/api/v1/docs" underline="always">
          REST API
        </Anchor>
        .
      </Text>
    </Stack>
  );
}
