import { createBrowserRouter, Navigate } from 'react-router';

import { AppFrame } from '../frame/app-frame.tsx';
import { ScreenFailure } from '../frame/screen-failure.tsx';
import { SessionGate } from '../frame/session-gate.tsx';
import { screenRoutes } from './routes.ts';

/** The addresses of the designer: signing in first, then the frame, then one screen with an error boundary of its own. */
export const router = createBrowserRouter([
  {
    element: <SessionGate />,
    errorElement: <ScreenFailure />,
    hydrateFallbackElement: <></>,
    children: [
      {
        element: <AppFrame />,
        children: [
          ...screenRoutes.map(({ path, load }) => ({ path, lazy: load, errorElement: <ScreenFailure /> })),
          // where links and the identity provider lead; whoever gets through the gate goes on to the overview
          ...['/join', '/sign-in/callback'].map((path) => ({ path, element: <Navigate to="/" replace /> })),
        ],
      },
    ],
  },
]);
