import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { peopleQuery, rolesQuery } from '../../api/queries.ts';
import type { Person, Role } from '../../api/types.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Section } from '../../components/section.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** The people of the workspace: roles, links for a new password, and the way out. */
export function PeopleList() {
  const queries = useQueryClient();
  const query = useQuery(peopleQuery);
  const roles = useQuery(rolesQuery);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const reload = (): Promise<void> => queries.invalidateQueries({ queryKey: peopleQuery.queryKey });
  const give = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      answerOf(api.POST('/people/{id}/role', { params: { path: { id } }, body: { role } })),
    onSettled: reload,
  });
  const makeLink = useMutation({
    mutationFn: ({ id }: Person) => answerOf(api.POST('/people/{id}/link', { params: { path: { id } } })),
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: ({ id }: Person) => answerOf(api.DELETE('/people/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      setLeaving(null);
      await reload();
    },
  });
  const columns: Column<Person>[] = [
    { key: 'email', title: 'Email', render: ({ email }) => email },
    {
      key: 'role',
      title: 'Role',
      render: ({ id, email, role }) => (
        <NativeSelect
          aria-label={`Role of ${email}`}
          value={role}
          data={roles.data?.roles.map(({ name }) => name) ?? [role]}
          onChange={(event) => give.mutate({ id, role: event.currentTarget.value as Role })}
        />
      ),
    },
    { key: 'state', title: 'State', render: ({ state }) => (state === 'invited' ? 'invited' : 'active') },
    {
      key: 'lastSignInAt',
      title: 'Last sign-in',
      render: ({ lastSignInAt }) => (lastSignInAt === null ? 'never' : <TimeText at={lastSignInAt} as="age" />),
    },
    {
      key: 'actions',
      title: 'Actions',
      render: (person) => (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            aria-label={`New link for ${person.email}`}
            onClick={() => makeLink.mutate(person)}
          >
            New link
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label={`Remove ${person.email}`}
            onClick={() => {
              remove.reset();
              setLeaving(person);
            }}
          >
            Remove
          </Button>
        </Group>
      ),
    },
  ];
  const error = give.error ?? makeLink.error;
  return (
    <Section title="People of this workspace" help="A change of a role counts at the next click of that person.">
      <Stack gap="sm">
        {error === null ? null : <DecodedError error={errorInfoOf(error)} />}
        {makeLink.data === undefined ? null : (
          <ShownOnce title="The link, shown this once" label="One-time link" value={makeLink.data.link}>
            {`Hand it over yourself. It opens the form to choose a password, once, for ${makeLink.data.linkHours} hours.`}
          </ShownOnce>
        )}
        <DataView
          what="people"
          source={wholeRows(query)}
          columns={columns}
          idOf={({ id }) => id}
          empty={<EmptyState title="Nobody yet">Only the admin token opens this server so far.</EmptyState>}
        />
      </Stack>
      <ConfirmDialog
        isOpen={leaving !== null}
        title={`Remove ${leaving?.email ?? ''}?`}
        confirmLabel="Remove"
        isDanger
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          if (leaving !== null) remove.mutate(leaving);
        }}
        onClose={() => setLeaving(null)}
      >
        All sessions and API tokens of this person end at once, unless another workspace has the person too.
      </ConfirmDialog>
    </Section>
  );
}
