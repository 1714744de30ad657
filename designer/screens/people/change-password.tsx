import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { SecretInput } from '../../components/secret-input.tsx';
import { Section } from '../../components/section.tsx';

/** Another password for who knows the present one. */
export function ChangePassword() {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => answerOf(api.POST('/session/password', { body: { current, password } })),
    onSuccess: () => {
      setCurrent('');
      setPassword('');
    },
  });
  return (
    <Section title="Password" help="All your other browsers are signed out.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="sm" maw={440}>
          {change.error === null ? null : <DecodedError error={errorInfoOf(change.error)} title="Not changed" />}
          <SecretInput
            label="Current password"
            name="current"
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
          />
          <SecretInput
            label="New password"
            name="password"
            autoComplete="new-password"
            description="At least 12 characters; a few words that do not belong together are good."
            value={password}
            onChange={setPassword}
          />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={current === '' || password === ''}>
              Change the password
            </Button>
            {change.isSuccess ? (
              <Text size="sm" role="status">
                It is changed.
              </Text>
            ) : null}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
