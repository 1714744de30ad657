import type { ComponentType } from 'react';

interface ScreenModule {
  Component: ComponentType;
}

/** A screen of the designer; its code loads when it is first opened. */
export interface ScreenRoute {
  path: string;
  load: () => Promise<ScreenModule>;
}

/** Every screen below the frame. A new screen is one file that exports `Component`, and one line here. */
export const screenRoutes: readonly ScreenRoute[] = [
  { path: '/', load: () => import('../screens/overview/overview-screen.tsx') },
  { path: '/setup', load: () => import('../screens/first-run/first-run-screen.tsx') },
  { path: '/catalogue', load: () => import('../screens/catalogue/catalogue-screen.tsx') },
  { path: '/catalogue/actions/:name', load: () => import('../screens/catalogue/action-screen.tsx') },
  { path: '/catalogue/triggers/:name', load: () => import('../screens/catalogue/trigger-screen.tsx') },
  { path: '/connections', load: () => import('../screens/connections/connections-screen.tsx') },
  { path: '/connections/new', load: () => import('../screens/connections/new-connection-screen.tsx') },
  { path: '/connections/:name', load: () => import('../screens/connections/connection-screen.tsx') },
  { path: '/recipes', load: () => import('../screens/recipe-list/recipe-list-screen.tsx') },
  { path: '/new-recipe', load: () => import('../screens/recipe-builder/new-recipe-screen.tsx') },
  { path: '/recipes/:name', load: () => import('../screens/recipe-builder/recipe-builder-screen.tsx') },
  { path: '/jobs', load: () => import('../screens/job-list/job-list-screen.tsx') },
  { path: '/events', load: () => import('../screens/event-list/event-list-screen.tsx') },
  { path: '/jobs/:id', load: () => import('../screens/job-detail/job-detail-screen.tsx') },
  { path: '/events/:id', load: () => import('../screens/event-detail/event-detail-screen.tsx') },
  { path: '/tasks/:id', load: () => import('../screens/task/task-screen.tsx') },
  { path: '/messages', load: () => import('../screens/sends/sends-screen.tsx') },
  { path: '/messages/:id', load: () => import('../screens/sends/send-detail-screen.tsx') },
  { path: '/write-backs', load: () => import('../screens/write-back/write-backs-screen.tsx') },
  { path: '/write-backs/new', load: () => import('../screens/write-back/new-write-back-screen.tsx') },
  { path: '/write-backs/:id', load: () => import('../screens/write-back/write-back-screen.tsx') },
  { path: '/suppressions', load: () => import('../screens/suppressions/suppressions-screen.tsx') },
  { path: '/consent', load: () => import('../screens/consent/consent-screen.tsx') },
  { path: '/diagnostics', load: () => import('../screens/diagnostics/diagnostics-screen.tsx') },
  { path: '/schemas', load: () => import('../screens/schemas/schemas-screen.tsx') },
  { path: '/schemas/new', load: () => import('../screens/schemas/schema-wizard-screen.tsx') },
  { path: '/schemas/:connection/:triggerKey', load: () => import('../screens/schemas/schema-screen.tsx') },
  { path: '/settings', load: () => import('../screens/settings/settings-screen.tsx') },
  { path: '/people', load: () => import('../screens/people/people-screen.tsx') },
  { path: '/account', load: () => import('../screens/people/account-screen.tsx') },
  { path: '*', load: () => import('../screens/not-found/not-found-screen.tsx') },
];
