import { ActionIcon, Menu } from '@mantine/core';
import { CodeIcon, ExitIcon, KeyboardIcon, PersonIcon, RocketIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';

import { answerOf, api } from '../api/client.ts';
import { sessionQuery, setupLinkKey } from '../api/queries.ts';

const gateKeys: unknown[] = [sessionQuery.queryKey[0], setupLinkKey];

/** Who is signed in, help, and the way out. */
export function UserMenu({ showHelp }: { showHelp: () => void }) {
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const signOut = useMutation({
    mutationFn: () => answerOf(api.DELETE('/session')),
    onSuccess: (ended) => {
      queries.setQueryData(sessionQuery.queryKey, ended);
      // nothing of this person stays in memory for the next one; the gate goes on watching its own two
      queries.removeQueries({ predicate: ({ queryKey }) => !gateKeys.includes(queryKey[0]) });
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
        <Menu.Label>Administrator · version {session.data?.version}</Menu.Label>
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
