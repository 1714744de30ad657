import { AppShell, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect } from 'react';
import { Outlet, useLocation, useNavigation } from 'react-router';

import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { useFrameKeys } from './use-frame-keys.ts';

// none of these is needed to draw the first page
const KeyboardHelp = lazy(() => import('./keyboard-help.tsx'));
const Notices = lazy(() => import('./notices.tsx'));

/** Header, navigation and the place where the screens are drawn. */
export function AppFrame() {
  const [isNavOpen, nav] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  const { pathname } = useLocation();
  const { state } = useNavigation();
  const { close } = nav;
  useEffect(close, [pathname, close]);
  useFrameKeys({ showHelp: help.open });
  return (
    <>
      <a href="#main" className="itc-skip">
        Skip to content
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isNavOpen } }}
        padding={{ base: 'sm', sm: 'lg' }}
      >
        <AppShell.Header bg="var(--itc-raised)" withBorder>
          <Header isNavOpen={isNavOpen} toggleNav={nav.toggle} showHelp={help.open} />
        </AppShell.Header>
        <AppShell.Navbar bg="var(--itc-raised)" aria-label="Main">
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1}>
          {state === 'loading' ? (
            <Loader type="bars" size="xs" pos="fixed" top={70} right={16} role="status" aria-label="Loading" />
          ) : null}
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <Suspense fallback={null}>
        <Notices />
        {isHelpOpen ? <KeyboardHelp onClose={help.close} /> : null}
      </Suspense>
    </>
  );
}
