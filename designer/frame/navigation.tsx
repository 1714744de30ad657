import { NavLink, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';

import { sessionQuery } from '../api/queries.ts';
import { places } from '../app/places.ts';

const isAt = (to: string, pathname: string): boolean =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);

/** The places on the left. */
export function Navigation() {
  const { pathname } = useLocation();
  const { data: session } = useQuery(sessionQuery);
  const shown = places.filter(({ needs }) => needs === undefined || session?.permissions.includes(needs));
  return (
    <Stack gap={2} p="sm">
      {shown.map(({ to, label, Icon }) => (
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
