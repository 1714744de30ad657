import { Box, Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Outlet } from 'react-router';

import { answerOf, api } from '../api/client.ts';
import { sessionQuery, setupLinkKey } from '../api/queries.ts';
import { FailureState } from '../components/states.tsx';
import { SignIn } from './sign-in.tsx';

/** Takes the one-time token out of the address, so that it is in no history and no second try. */
function takeLink(): string | null {
  const link = new URLSearchParams(window.location.hash.slice(1)).get('link');
  if (link !== null) window.history.replaceState(window.history.state, '', window.location.pathname);
  return link;
}

/** Lets signed-in people through; others get the form, or are signed in by the one-time link they came with. */
export function SessionGate() {
  const queries = useQueryClient();
  const [link] = useState(takeLink);
  // a query, for it is sent once however often this is drawn: the link works only once
  const exchange = useQuery({
    queryKey: [setupLinkKey],
    queryFn: async () => {
      const made = await answerOf(api.POST('/session', { body: { link: link ?? '' } }));
      queries.setQueryData(sessionQuery.queryKey, made);
      return made;
    },
    enabled: link !== null,
    retry: false,
    staleTime: Infinity,
  });
  const session = useQuery({ ...sessionQuery, enabled: link === null || exchange.isFetched });

  if (session.data?.isSignedIn === true) return <Outlet />;
  if (session.isError) {
    return (
      <Box maw={560} mx="auto" p="md" mt="xl" component="main">
        <FailureState error={session.error} title="Could not reach the server" onRetry={() => void session.refetch()} />
      </Box>
    );
  }
  if (session.data === undefined) {
    return (
      <Center mih="100vh">
        <Loader aria-label="Signing in" />
      </Center>
    );
  }
  return <SignIn problem={exchange.error} />;
}
