import { useQuery } from '@tanstack/react-query';

import { sessionQuery } from '../../api/queries.ts';
import { Screen } from '../../components/screen.tsx';
import { SessionList } from '../settings/session-list.tsx';
import { ChangePassword } from './change-password.tsx';
import { TokenList } from './token-list.tsx';

/** Your password, your browsers and your API tokens. */
export function Component() {
  const { data: session } = useQuery(sessionQuery);
  return (
    <Screen title="Your account" lead={session?.person?.email ?? 'You are signed in with the admin token.'}>
      {session?.person?.hasPassword === true ? <ChangePassword /> : null}
      <TokenList permissions={session?.permissions ?? []} />
      <SessionList />
    </Screen>
  );
}
