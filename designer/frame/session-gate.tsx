import { Box, Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Outlet } from 'react-router';

import { answerOf, api } from '../api/client.ts';
import { linkQueryKey, providerReturnKey, sessionQuery } from '../api/queries.ts';
import { FailureState } from '../components/states.tsx';
import { ChoosePassword } from './choose-password.tsx';
import { SignIn } from './sign-in.tsx';

const cleanAddress = (): void => window.history.replaceState(window.history.state, '', window.location.pathname);

/** Takes the one-time token out of the address, so that it is in no history and no second try. */
function takeLink(): string | null {
  const link = new URLSearchParams(window.location.hash.slice(1)).get('link');
  if (link !== null) cleanAddress();
  return link;
}

/** What the identity provider added to the address, taken out likewise. */
function takeReturn(): string | null {
  if (window.location.pathname !== '/sign-in/callback' || window.location.search === '') return null;
  const { search } = window.location;
  cleanAddress();
  return search;
}

/** Lets signed-in people through; others get the form, or the one that their link opens. */
export function SessionGate() {
  const queries = useQueryClient();
  const [link, setLink] = useState(takeLink);
  const [query] = useState(takeReturn);
  const opened = useQuery({
    queryKey: [linkQueryKey, link],
    queryFn: () => answerOf(api.POST('/session/link', { body: { link: link ?? '' } })),
    enabled: link !== null,
    retry: false,
    staleTime: Infinity,
  });
  // a query, for it is sent once however often this is drawn: what the provider told works only once
  const returned = useQuery({
    queryKey: [providerReturnKey],
    queryFn: async () => {
      const made = await answerOf(api.POST('/session/single-sign-on/return', { body: { query: query ?? '' } }));
      queries.setQueryData(sessionQuery.queryKey, made);
      return made;
    },
    enabled: query !== null,
    retry: false,
    staleTime: Infinity,
  });
  const isWaiting = (link !== null && opened.isPending) || (query !== null && returned.isPending);
  const session = useQuery({ ...sessionQuery, enabled: !isWaiting });

  if (link !== null && opened.data !== undefined) {
    return <ChoosePassword link={link} email={opened.data.email} onDone={() => setLink(null)} />;
  }
  if (!isWaiting && session.data?.isSignedIn === true) return <Outlet />;
  if (session.isError) {
    return (
      <Box maw={560} mx="auto" p="md" mt="xl" component="main">
        <FailureState error={session.error} title="Could not reach the server" onRetry={() => void session.refetch()} />
      </Box>
    );
  }
  if (isWaiting || session.data === undefined) {
    return (
      <Center mih="100vh">
        <Loader role="status" aria-label="Signing in" />
      </Center>
    );
  }
  return <SignIn session={session.data} problem={opened.error ?? returned.error} />;
}
