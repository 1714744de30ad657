import { json } from '../answer.ts';
import type { Route } from '../world.ts';

const hundred = [{ count: 100, per: 'second' }] as const;

/** The channels and message types of the project. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/channels',
    limits: hundred,
    handle: (world) => json({ channels: world.state.channels }),
  },
  {
    method: 'GET',
    path: '/api/messageTypes',
    limits: hundred,
    handle: (world) => json({ messageTypes: world.state.messageTypes }),
  },
];
