import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.layer.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';

import { ApiFailure } from './api/api-failure.ts';
import { sessionQuery } from './api/queries.ts';
import './app/app.css';
import { router } from './app/router.tsx';
import { publishStyleNonce, styleNonce } from './app/style-nonce.ts';
import { readableVariables, theme } from './app/theme.ts';

publishStyleNonce();

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // a session that ended shows the sign-in form; what is typed elsewhere stays in the address
      if (error instanceof ApiFailure && error.status === 401) {
        void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // an answer of the server stands; only a lost connection is tried again
      retry: (count, error) => !(error instanceof ApiFailure) && count < 2,
    },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
