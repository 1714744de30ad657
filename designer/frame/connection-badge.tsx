import { Badge, Box, Button, Group, Menu, Text } from '@mantine/core';
import { CaretDownIcon, CheckIcon, PlusIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import type { Connection } from '../api/types.ts';
import { regionLabel } from '../app/region-label.ts';
import { isProduction } from '../app/use-production-word.ts';
import { useCurrentConnection } from '../app/use-current-connection.ts';

/** Region and environment: `EU · staging`; the sandbox is neither. */
const environmentLabel = (connection: Connection): string =>
  [regionLabel(connection), connection.sandboxUrl === null ? connection.environment : null]
    .filter((part) => part !== null && part !== '')
    .join(' · ');

/** The project one works in, always in sight; a menu to change it. */
export function ConnectionBadge() {
  const { current, all, choose } = useCurrentConnection();
  if (current === null) {
    return (
      <Button component={Link} to="/connections/new" size="compact-sm" variant="light" leftSection={<PlusIcon />}>
        Connect
      </Button>
    );
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          px={6}
          miw={0}
          rightSection={
            <Box component="span" visibleFrom="xs">
              <CaretDownIcon />
            </Box>
          }
          title="Change the project"
        >
          <Group gap={6} wrap="nowrap" miw={0}>
            <Badge
              size="sm"
              variant="light"
              color={current.sandboxUrl !== null ? 'gray' : isProduction(current) ? 'red' : 'iris'}
              tt="none"
              style={{ flexShrink: 0 }}
            >
              <Box component="span" hiddenFrom="xs">
                {regionLabel(current)}
              </Box>
              <Box component="span" visibleFrom="xs">
                {environmentLabel(current)}
              </Box>
            </Badge>
            <Text
              span
              size="sm"
              fw={600}
              className="itc-clip"
              maw={{ base: 64, xs: 160, md: 240 }}
              // where there is little room, a name that only repeats the badge says nothing
              {...(current.name === regionLabel(current).toLowerCase() ? { visibleFrom: 'xs' as const } : {})}
            >
              {current.name}
            </Text>
          </Group>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Project</Menu.Label>
        {all.map((connection) => (
          <Menu.Item
            key={connection.id}
            onClick={() => choose(connection.name)}
            rightSection={connection.id === current.id ? <CheckIcon aria-label="chosen" /> : null}
          >
            {connection.name} · {environmentLabel(connection)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/connections/new" leftSection={<PlusIcon />}>
          Connect Iterable
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
