import { ActionIcon, Menu } from '@mantine/core';
import { CodeIcon, ExitIcon, KeyboardIcon, PersonIcon, RocketIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';

import { answerOf, api } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';

/** Who is signed in, help, and the way out. */
export function UserMenu({ showHelp }: { showHelp: () => void }) {
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const signOut = useMutation({
    mutationFn: () => answerOf(api.DELETE('/session')),
    onSuccess: (ended) => {
      // nothing of this person stays in memory for the next one
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, ended);
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
