import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { peopleQuery, rolesQuery } from '../../api/queries.ts';
import type { Role } from '../../api/types.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Section } from '../../components/section.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';

/** Invites a person: an address, a role, and the link to hand over. */
export function InviteForm() {
  const queries = useQueryClient();
  const roles = useQuery(rolesQuery);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('builder');
  const invite = useMutation({
    mutationFn: () => answerOf(api.POST('/people', { body: { email, role } })),
    gcTime: 0,
    onSuccess: async () => {
      setEmail('');
      await queries.invalidateQueries({ queryKey: peopleQuery.queryKey });
    },
  });
  return (
    <Section title="Invite a person">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <Stack gap="sm">
          {invite.error === null ? null : <DecodedError error={errorInfoOf(invite.error)} title="Not invited" />}
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Email"
              type="email"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <NativeSelect
              label="Role"
              value={role}
              data={roles.data?.roles.map(({ name }) => name) ?? [role]}
              onChange={(event) => setRole(event.currentTarget.value as Role)}
            />
            <Button type="submit" loading={invite.isPending} disabled={email.trim() === ''}>
              Invite
            </Button>
          </Group>
          {invite.data === undefined ? null : invite.data.link === null ? (
            <Text size="sm">{invite.data.email} is known already and signs in as before.</Text>
          ) : (
            <ShownOnce
              title={`The link for ${invite.data.email}, shown this once`}
              label="One-time link"
              value={invite.data.link}
            >
              {`Hand it over yourself. It works once, for ${invite.data.linkHours} hours.`}
            </ShownOnce>
          )}
        </Stack>
      </form>
    </Section>
  );
}
