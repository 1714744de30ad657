import { Anchor, Button, Code, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answerOf, api } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import type { Session } from '../api/types.ts';
import { SecretInput } from '../components/secret-input.tsx';
import { EntryForm } from './entry-form.tsx';

interface SignInProps {
  session: Session;
  /** why a link or the identity provider did not sign in; null without either */
  problem: unknown;
}

/** The sign-in form: with a password, at the identity provider, or with the admin token. */
export function SignIn({ session, problem }: SignInProps) {
  const queries = useQueryClient();
  const [usesToken, setUsesToken] = useState(false);
  const [token, setToken] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => answerOf(api.POST('/session', { body: usesToken ? { token } : { email, password } })),
    onSuccess: (made) => queries.setQueryData(sessionQuery.queryKey, made),
  });
  const leave = useMutation({
    mutationFn: () => answerOf(api.POST('/session/single-sign-on')),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const isReady = usesToken ? token.trim() !== '' : email.trim() !== '' && password !== '';
  return (
    <EntryForm
      title="Sign in"
      submitLabel="Sign in"
      isBusy={signIn.isPending}
      isReady={isReady}
      error={signIn.error ?? leave.error ?? problem}
      onSubmit={() => signIn.mutate()}
      footer={
        <>
          {session.hasSingleSignOn ? (
            <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
              Sign in with your company account
            </Button>
          ) : null}
          <Button variant="subtle" onClick={() => setUsesToken(!usesToken)}>
            {usesToken ? 'Use email and password' : 'Use the admin token'}
          </Button>
          <Text size="sm" c="dimmed">
            Programs use tokens with the{' '}
            <Anchor href="/api/v1/docs" underline="always">
              REST API
            </Anchor>
            . A forgotten password is replaced by a link that an owner makes.
          </Text>
        </>
      }
    >
      {usesToken ? (
        <SecretInput
          label="Admin token"
          name="token"
          autoComplete="current-password"
          description={
            <>
              Printed when the server first started; it is also in the file <Code>admin-token</Code> of its data folder.
            </>
          }
          value={token}
          onChange={setToken}
        />
      ) : (
        <>
          <TextInput
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <SecretInput
            label="Password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        </>
      )}
    </EntryForm>
  );
}
