import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Provider } from 'oidc-provider';

/** What the provider tells of a person, by the name that signs in there. */
export type ProviderPeople = Record<string, Record<string, unknown>>;

export interface IdentityProvider {
  issuer: string;
  /** signs a person in at the provider as a browser would; answers the query it sends back to the redirect address */
  signIn(url: string, login: string): Promise<string>;
  close(): Promise<void>;
}

export const client = { id: 'itc', secret: 'a-secret-of-the-client-0001' };

/** A real OpenID provider on this machine, with its own pages to sign in and to agree. */
export async function startIdentityProvider(people: ProviderPeople, redirectUri: string): Promise<IdentityProvider> {
  let listener: RequestListener = (_request, response) => void response.end();
  const server: Server = createServer((request, response) => listener(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    pkce: { required: () => true },
    cookies: { keys: ['a-key-of-a-test'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...people[sub] }),
    }),
  });
  listener = provider.callback();

  return {
    issuer,
    async signIn(url, login) {
      const cookies = new Map<string, string>();
      let next = { url, form: null as string | null };
      for (let hops = 0; hops < 20; hops += 1) {
        const answer = await fetch(next.url, {
          redirect: 'manual',
          headers: {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            ...(next.form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          },
          ...(next.form === null ? {} : { method: 'POST', body: next.form }),
        });
        for (const line of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const location = answer.headers.get('location');
        if (location !== null) {
          const target = new URL(location, next.url);
          if (target.href.startsWith(redirectUri)) return target.search;
          next = { url: target.href, form: null };
          continue;
        }
        const page = await answer.text();
        const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
        const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
        if (action === undefined || prompt === undefined) throw new Error(`${answer.status}: ${page.slice(0, 500)}`);
        const form = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'any' } : { prompt });
        next = { url: new URL(action, next.url).href, form: form.toString() };
      }
      throw new Error('the provider sent the browser round and round');
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
