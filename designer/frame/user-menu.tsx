import { ActionIcon, Box, Menu } from '@mantine/core';
import { CheckIcon, CodeIcon, ExitIcon, KeyboardIcon, PersonIcon, RocketIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';

import { answerOf, api } from '../api/client.ts';
import { linkQueryKey, providerReturnKey, sessionQuery } from '../api/queries.ts';

const gateKeys: unknown[] = [sessionQuery.queryKey[0], linkQueryKey, providerReturnKey];

/** Who is signed in, help, and the way out. */
export function UserMenu({ showHelp }: { showHelp: () => void }) {
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const signOut = useMutation({
    mutationFn: () => answerOf(api.DELETE('/session')),
    onSuccess: (ended) => {
      queries.setQueryData(sessionQuery.queryKey, ended);
      // nothing of this person stays in memory for the next one; the gate goes on watching its own
      queries.removeQueries({ predicate: ({ queryKey }) => !gateKeys.includes(queryKey[0]) });
    },
  });
  const workspaces = session.data?.workspaces ?? [];
  const choose = useMutation({
    mutationFn: (workspace: string) => answerOf(api.POST('/session/workspace', { body: { workspace } })),
    onSuccess: (chosen) => {
      queries.setQueryData(sessionQuery.queryKey, chosen);
      void queries.resetQueries({ predicate: ({ queryKey }) => !gateKeys.includes(queryKey[0]) });
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="User menu">
          <PersonIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.data?.person?.email ?? 'Admin token'}
          {session.data?.role === null ? '' : ` · ${session.data?.role}`} · version {session.data?.version}
        </Menu.Label>
        {workspaces.length < 2
          ? null
          : workspaces.map((name) => (
              <Menu.Item
                key={name}
                role="menuitemradio"
                aria-checked={name === session.data?.workspace}
                leftSection={name === session.data?.workspace ? <CheckIcon /> : <Box w={15} />}
                onClick={() => choose.mutate(name)}
              >
                {name}
              </Menu.Item>
            ))}
        {workspaces.length < 2 ? null : <Menu.Divider />}
        <Menu.Item leftSection={<PersonIcon />} component={Link} to="/account">
          Your account
        </Menu.Item>
        <Menu.Item leftSection={<RocketIcon />} component={Link} to="/setup">
          First steps
        </Menu.Item>
        <Menu.Item leftSection={<KeyboardIcon />} onClick={showHelp}>
          Keyboard help
        </Menu.Item>
        <Menu.Item leftSection={<CodeIcon />} component="a" href="/api/v1/docs" target="_blank">
          REST API
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<ExitIcon />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
