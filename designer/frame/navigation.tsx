import { NavLink, Stack } from '@mantine/core';
import { Link, useLocation } from 'react-router';

import { places } from '../app/places.ts';

const isAt = (to: string, pathname: string): boolean =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);

/** The places on the left. */
export function Navigation() {
  const { pathname } = useLocation();
  return (
    <Stack gap={2} p="sm">
      {places.map(({ to, label, Icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={label}
          leftSection={<Icon aria-hidden />}
          active={isAt(to, pathname)}
          aria-current={isAt(to, pathname) ? 'page' : undefined}
          style={{ borderRadius: 8 }}
        />
      ))}
    </Stack>
  );
}
