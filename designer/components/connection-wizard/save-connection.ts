import { answerOf, api } from '../../api/client.ts';
import type { Connection } from '../../api/types.ts';
import type { Installed } from './installed-mapping.tsx';

/** What a person enters about a connection. */
export interface Draft {
  name: string;
  dashboardUrl: string;
  region: 'us' | 'eu';
  projectType: 'email' | 'userId' | 'hybrid';
  environment: string;
  apiKey: string;
  /** which ready-made recipes for tracking calls come with it */
  mapping: 'none' | 'default' | 'events' | 'profiles';
}

export interface SavedConnection {
  connection: Connection;
  /** of webhooks; null when the connection was there before */
  secret: string | null;
  installed: Installed | null;
}

/** A connection as the API takes it. */
export const bodyOf = ({ dashboardUrl: _, mapping: __, environment, ...draft }: Draft) => ({
  ...draft,
  ...(environment === '' ? {} : { environment }),
});

/** Keeps the connection; with a mapping, in the one call that installs its recipes as well. */
export async function saveConnection(draft: Draft): Promise<SavedConnection> {
  const { mapping } = draft;
  const { name, ...config } = bodyOf(draft);
  if (mapping === 'none') {
    const { secret, ...connection } = await answerOf(api.POST('/connections', { body: { name, ...config } }));
    return { connection, secret, installed: null };
  }
  const body = { name, config, variant: mapping, delivery_mode: 'server_side' as const };
  const { secret, trackingUrl, writeKey, recipes } = await answerOf(api.POST('/catalog/iterable/install', { body }));
  const connection = await answerOf(api.GET('/connections/{name}', { params: { path: { name } } }));
  return { connection, secret, installed: { trackingUrl, writeKey, recipes } };
}
