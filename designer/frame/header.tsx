import { ActionIcon, Box, Burger, Button, Group, Kbd, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { BellIcon, MagnifyingGlassIcon, QuestionMarkIcon } from '@radix-ui/react-icons';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';

import { ConnectionBadge } from './connection-badge.tsx';
import { Logo } from './logo.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { useSearchKey } from './use-frame-keys.ts';
import { UserMenu } from './user-menu.tsx';

const SearchPalette = lazy(() => import('./search-palette.tsx'));
const ActivityTray = lazy(() => import('./activity-tray.tsx'));

interface HeaderProps {
  isNavOpen: boolean;
  toggleNav: () => void;
  showHelp: () => void;
}

/** The bar on top of every screen. */
export function Header({ isNavOpen, toggleNav, showHelp }: HeaderProps) {
  const [isTrayOpen, tray] = useDisclosure(false);
  // counts the calls for the palette: its code loads at the first one, later ones open it again
  const [searches, setSearches] = useState(0);
  const search = (): void => setSearches((count) => count + 1);
  useSearchKey(search);
  return (
    <Group h="100%" px={{ base: 'xs', sm: 'md' }} gap="xs" wrap="nowrap" justify="space-between">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Burger
          opened={isNavOpen}
          onClick={toggleNav}
          hiddenFrom="sm"
          size="sm"
          aria-label={isNavOpen ? 'Close navigation' : 'Open navigation'}
        />
        <Box component={Link} to="/" visibleFrom="sm" c="inherit" td="none" aria-label="iterable-connector, Overview">
          <Group gap="xs" wrap="nowrap">
            <Logo />
            <Text fw={700} visibleFrom="md">
              iterable-connector
            </Text>
          </Group>
        </Box>
        <ConnectionBadge />
      </Group>
      <Group gap={2} wrap="nowrap" style={{ flexShrink: 0 }}>
        <Button
          variant="default"
          size="xs"
          visibleFrom="md"
          leftSection={<MagnifyingGlassIcon />}
          rightSection={<Kbd size="xs">Ctrl K</Kbd>}
          onClick={search}
          mr="xs"
        >
          Search
        </Button>
        <ActionIcon hiddenFrom="md" aria-label="Search" onClick={search}>
          <MagnifyingGlassIcon />
        </ActionIcon>
        <Tooltip label="Activity">
          <ActionIcon aria-label="Activity" onClick={tray.open}>
            <BellIcon />
          </ActionIcon>
        </Tooltip>
        <ThemeSwitch />
        <Tooltip label="Keyboard help">
          <ActionIcon aria-label="Keyboard help" onClick={showHelp} visibleFrom="xs">
            <QuestionMarkIcon />
          </ActionIcon>
        </Tooltip>
        <UserMenu showHelp={showHelp} />
      </Group>
      <Suspense fallback={null}>
        {searches === 0 ? null : <SearchPalette calls={searches} />}
        {isTrayOpen ? <ActivityTray onClose={tray.close} /> : null}
      </Suspense>
    </Group>
  );
}
