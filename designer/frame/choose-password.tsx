import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answerOf, api } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import { SecretInput } from '../components/secret-input.tsx';
import { EntryForm } from './entry-form.tsx';

interface ChoosePasswordProps {
  link: string;
  /** whose password it is; null = the first owner, who tells the address here */
  email: string | null;
  onDone: () => void;
}

/** What a one-time link opens: the first owner is made, or a person chooses a password. */
export function ChoosePassword({ link, email, onDone }: ChoosePasswordProps) {
  const queries = useQueryClient();
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/session', { body: { link, password, ...(email === null ? { email: address } : {}) } })),
    onSuccess: (made) => {
      queries.setQueryData(sessionQuery.queryKey, made);
      onDone();
    },
  });
  return (
    <EntryForm
      title={email === null ? 'Become the owner' : 'Choose a password'}
      submitLabel={email === null ? 'Begin' : 'Save and sign in'}
      isBusy={enter.isPending}
      isReady={password !== '' && (email !== null || address.trim() !== '')}
      error={enter.error}
      onSubmit={() => enter.mutate()}
    >
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        readOnly={email !== null}
        value={email ?? address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <SecretInput
        label="Password"
        name="password"
        autoComplete="new-password"
        description="At least 12 characters; a few words that do not belong together are good."
        value={password}
        onChange={setPassword}
      />
    </EntryForm>
  );
}
