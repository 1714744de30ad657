import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createPasswords } from '../../connector/security/password.ts';
import { signInLimit } from '../../connector/security/sign-in-throttle.ts';
import { defaultWorkspaceId, type PersonRecord } from '../../connector/store/store.ts';
import { addPerson, sendAs, sendWith, type Send } from './people-world.ts';
import { sampleRecipe } from './sample-recipe.ts';
import { adminToken, startTestServer, type TestServer } from './test-server.ts';

const password = 'seven tall blue ladders';

let server: TestServer;
let owner: Send;
let admin: Send;
let ownerRecord: PersonRecord;
let nobody: Send;
beforeAll(async () => {
  // each test signs in from an address of its own, as behind a proxy
  server = await startTestServer({ ITC_TRUSTED_PROXIES: '127.0.0.1' });
  ownerRecord = await server.running.runtime.people.addOwner('owner@example.com', password);
  owner = await sendAs(server, ownerRecord);
  admin = await sendAs(server, await addPerson(server, 'admin@example.com', 'admin'));
  nobody = await sendAs(server, null);
});
afterAll(() => server.close());

let addresses = 0;
interface SignedIn {
  status: number;
  code: string | null;
  cookie: string;
}
const newAddress = (): string => `198.51.100.${(addresses += 1)}`;
async function signIn(body: object, address = newAddress(), cookie = ''): Promise<SignedIn> {
  const answer = await fetch(`${server.running.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'x-itc-designer': '1', 'content-type': 'application/json', 'x-forwarded-for': address, cookie },
    body: JSON.stringify(body),
  });
  const { error } = (await answer.json()) as { error?: { code: string } };
  return {
    status: answer.status,
    code: error?.code ?? null,
    cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
}
const withCookie = async (cookie: string, path = '/recipes'): Promise<number> =>
  (await fetch(`${server.running.url}/api/v1${path}`, { headers: { cookie } })).status;
const linkIn = (url: unknown): string => decodeURIComponent(String(url).split('#link=')[1] ?? '');

/** Somebody with a password, invited and joined by the link. */
async function join(email: string, role: string): Promise<{ id: string; cookie: string; link: string }> {
  const { body } = await owner('post', '/people', { email, role });
  const link = linkIn(body['link']);
  const { status, cookie } = await signIn({ link, password });
  expect(status).toBe(201);
  return { id: String(body['id']), cookie, link };
}

describe('signing in with a password', () => {
  it('answers for an unknown person as for a wrong password', async () => {
    const unknown = await signIn({ email: 'none@example.com', password: 'a wrong password' });
    const wrong = await signIn({ email: 'owner@example.com', password: 'a wrong password' });
    expect(unknown).toEqual(wrong);
    expect(wrong).toEqual({ status: 401, code: 'ITC_AUTH_WRONG', cookie: '' });
  });

  it('takes the address in any case and gives a new session each time, ending the one before', async () => {
    const first = await signIn({ email: ' Owner@EXAMPLE.com', password });
    expect(first.status).toBe(201);
    const second = await signIn({ email: 'owner@example.com', password }, undefined, first.cookie);
    expect(second.cookie).not.toBe(first.cookie);
    expect(await withCookie(second.cookie)).toBe(200);
    expect(await withCookie(first.cookie)).toBe(401);
  });

  it('does not take a session id that the browser brought along', async () => {
    const planted = `itc_session=ses_${'a'.repeat(43)}`;
    const { cookie } = await signIn({ email: 'owner@example.com', password }, undefined, planted);
    expect(cookie).not.toBe(planted);
    expect(await withCookie(planted)).toBe(401);
  });

  it('stops guesses of one account from many addresses, the right one included, and lets others in', async () => {
    await join('guessed@example.com', 'viewer');
    const tries = Array.from({ length: signInLimit.tries }, () =>
      signIn({ email: 'guessed@example.com', password: 'a wrong password' }),
    );
    expect((await Promise.all(tries)).every(({ code }) => code === 'ITC_AUTH_WRONG')).toBe(true);
    expect(await signIn({ email: 'guessed@example.com', password })).toMatchObject({ status: 429 });
    expect(await signIn({ email: 'owner@example.com', password })).toMatchObject({ status: 201 });
  });

  it('stops guesses of many accounts, known and not, from one address', async () => {
    const address = newAddress();
    for (let count = 0; count < signInLimit.tries; count += 1) {
      await signIn(count % 2 === 0 ? { token: 'not-the-token' } : { link: `per_x.link_${count}`, password }, address);
    }
    const last = await signIn({ email: 'owner@example.com', password }, address);
    expect(last).toMatchObject({ status: 429, code: 'ITC_AUTH_THROTTLED' });
    expect(await signIn({ token: adminToken }, address)).toMatchObject({ status: 429 });
    expect(await signIn({ token: adminToken })).toMatchObject({ status: 201 });
  });

  it('hashes a password anew when the cost has grown, and it still opens', async () => {
    const { store } = server.running.runtime;
    const { id } = await join('upgraded@example.com', 'viewer');
    const cheap = await createPasswords({ ln: 10, r: 8, p: 1 }).hash(password);
    await store.changePerson(id, (before) => ({ ...before, passwordHash: cheap }));
    expect((await signIn({ email: 'upgraded@example.com', password })).status).toBe(201);
    const after = (await store.getPerson(id))?.passwordHash ?? '';
    expect(after).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/);
    expect((await signIn({ email: 'upgraded@example.com', password })).status).toBe(201);
  });

  it('changes it for who knows it, and signs out the other browsers', async () => {
    const { cookie } = await join('changes@example.com', 'viewer');
    const other = await signIn({ email: 'changes@example.com', password });
    const change = (current: string, next: string): Promise<Response> =>
      fetch(`${server.running.url}/api/v1/session/password`, {
        method: 'POST',
        headers: { cookie, 'x-itc-designer': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ current, password: next }),
      });
    expect((await change('a wrong password', 'other words entirely')).status).toBe(401);
    expect((await change(password, 'changes@example.com')).status).toBe(422);
    expect((await change(password, 'other words entirely')).status).toBe(200);
    expect(await withCookie(cookie)).toBe(200);
    expect(await withCookie(other.cookie)).toBe(401);
    expect((await signIn({ email: 'changes@example.com', password })).status).toBe(401);
    expect((await signIn({ email: 'changes@example.com', password: 'other words entirely' })).status).toBe(201);
  });
});

describe('links to choose a password', () => {
  it('open once, with a good password', async () => {
    const { body } = await owner('post', '/people', { email: 'invited@example.com', role: 'builder' });
    const link = linkIn(body['link']);
    expect(await nobody('post', '/session/link', { link })).toMatchObject({
      status: 200,
      body: { kind: 'password', email: 'invited@example.com' },
    });
    expect(await signIn({ link, password: 'aaaaaaaaaaaaaaa' })).toMatchObject({ code: 'ITC_PASSWORD_WEAK' });
    const both = await Promise.all([signIn({ link, password }), signIn({ link, password: 'other words entirely' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    expect(await signIn({ link, password })).toMatchObject({ code: 'ITC_SETUP_LINK' });
    expect(await nobody('post', '/session/link', { link })).toMatchObject({ code: 'ITC_SETUP_LINK' });
  });

  it('end all sessions when they reset a password, and the link before stops working', async () => {
    const { id, cookie } = await join('resets@example.com', 'viewer');
    const first = linkIn((await owner('post', `/people/${id}/link`)).body['link']);
    const second = linkIn((await owner('post', `/people/${id}/link`)).body['link']);
    expect((await signIn({ link: first, password })).status).toBe(401);
    expect((await signIn({ link: second, password: 'other words entirely' })).status).toBe(201);
    expect(await withCookie(cookie)).toBe(401);
    expect((await signIn({ email: 'resets@example.com', password })).status).toBe(401);
  });

  it('lie nowhere in the store', async () => {
    const { body } = await owner('post', '/people', { email: 'secret-link@example.com', role: 'viewer' });
    const secret = linkIn(body['link']).split('.')[1] ?? 'none';
    expect(JSON.stringify(await server.running.runtime.store.listPeople())).not.toContain(secret);
  });
});

describe('roles', () => {
  it('count at the next call after a change, and a removed person is out', async () => {
    const { id, cookie } = await join('demoted@example.com', 'admin');
    expect(await withCookie(cookie, '/people')).toBe(200);
    expect((await owner('post', `/people/${id}/role`, { role: 'viewer' })).status).toBe(200);
    expect(await withCookie(cookie, '/people')).toBe(403);
    expect(await withCookie(cookie)).toBe(200);
    expect((await owner('delete', `/people/${id}`)).status).toBe(200);
    expect(await withCookie(cookie)).toBe(401);
    expect((await signIn({ email: 'demoted@example.com', password })).status).toBe(401);
  });

  it('keep an admin from making, changing, removing or resetting an owner', async () => {
    const other = await addPerson(server, 'other-owner@example.com', 'owner');
    const { id } = await addPerson(server, 'plain@example.com', 'viewer');
    const refused = { status: 403, code: 'ITC_PERMISSION' };
    expect(await admin('post', '/people', { email: 'mine@example.com', role: 'owner' })).toMatchObject(refused);
    expect(await admin('post', `/people/${id}/role`, { role: 'owner' })).toMatchObject(refused);
    expect(await admin('post', `/people/${other.id}/role`, { role: 'viewer' })).toMatchObject(refused);
    expect(await admin('post', `/people/${other.id}/link`)).toMatchObject(refused);
    expect(await admin('delete', `/people/${other.id}/sessions`)).toMatchObject(refused);
    expect(await admin('delete', `/people/${other.id}`)).toMatchObject(refused);
    expect(await admin('post', `/people/${id}/role`, { role: 'builder' })).toMatchObject({ status: 200 });
  });

  it('keep the owner of one workspace from a link for somebody who belongs to another too', async () => {
    const { people } = server.running.runtime;
    const workspace = await people.addWorkspace('side');
    const side = await sendAs(server, await addPerson(server, 'side-owner@example.com', 'owner', workspace.id));
    const both = await addPerson(server, 'in-both@example.com', 'admin');
    await people.invite(both.email, 'viewer', workspace.id);
    expect(await side('post', `/people/${both.id}/link`)).toMatchObject({ status: 403 });
    expect(await side('delete', `/people/${both.id}`)).toMatchObject({ status: 200 });
    expect((await people.get(both.id))?.roles).toEqual({ [defaultWorkspaceId]: 'admin' });
  });

  it('leave a workspace an owner who can sign in', async () => {
    const { people } = server.running.runtime;
    const workspace = await people.addWorkspace('lonely');
    const lonely = await addPerson(server, 'lonely@example.com', 'owner', workspace.id);
    await people.invite('waiting@example.com', 'owner', workspace.id);
    const send = await sendAs(server, lonely);
    expect(await send('delete', `/people/${lonely.id}`)).toMatchObject({ status: 409, code: 'ITC_LAST_OWNER' });
    expect(await send('post', `/people/${lonely.id}/role`, { role: 'viewer' })).toMatchObject({ status: 409 });
  });

  it('are not given twice to one address', async () => {
    expect(await owner('post', '/people', { email: 'Admin@example.com', role: 'viewer' })).toMatchObject({
      status: 409,
      code: 'ITC_PERSON_EXISTS',
    });
  });
});

describe('sessions of a person', () => {
  it('are listed, ended one by one and all at once, and never those of another', async () => {
    const first = await join('sessions@example.com', 'viewer');
    const second = await signIn({ email: 'sessions@example.com', password });
    const mine = async (method: string, path: string): Promise<Response> =>
      fetch(`${server.running.url}/api/v1${path}`, {
        method,
        headers: { cookie: first.cookie, 'x-itc-designer': '1' },
      });
    const { items } = (await (await mine('GET', '/sessions')).json()) as {
      items: { name: string; isCurrent: boolean }[];
    };
    expect(items).toHaveLength(2);
    const ofOwner = (await owner('get', '/sessions')).body['items'] as { name: string }[];
    expect((await mine('DELETE', `/sessions/${ofOwner[0]?.name ?? ''}`)).status).toBe(404);
    const other = items.find(({ isCurrent }) => !isCurrent)?.name ?? '';
    expect((await mine('DELETE', `/sessions/${other}`)).status).toBe(200);
    expect(await withCookie(second.cookie)).toBe(401);
    expect(await owner('delete', `/people/${first.id}/sessions`)).toMatchObject({ body: { ended: 1 } });
    expect(await withCookie(first.cookie)).toBe(401);
  });
});

describe('API tokens', () => {
  it('are shown once, found by their id, and stop at once when revoked', async () => {
    const made = await owner('post', '/tokens', { name: 'ci', scopes: ['recipes.read'], days: 1 });
    const token = String(made.body['token']);
    expect(token).toMatch(/^itc_tok[0-9a-f]{16}_[\w-]{43}_[0-9a-f]{8}$/);
    expect(token.startsWith(`itc_${String(made.body['id'])}_`)).toBe(true);
    const listed = await owner('get', '/tokens');
    expect(listed.text).toContain(String(made.body['id']));
    expect(listed.text).not.toContain(token);
    expect(JSON.stringify(await server.running.runtime.store.listTokens())).not.toContain(token.split('_').at(-2));
    const send = sendWith(server, token);
    expect((await send('get', '/recipes')).status).toBe(200);
    expect(await owner('delete', `/tokens/${String(made.body['id'])}`)).toMatchObject({ status: 200 });
    expect(await send('get', '/recipes')).toMatchObject({ status: 401, code: 'ITC_AUTH_WRONG' });
  });

  it('never have more than the person who makes them, nor what is for people alone', async () => {
    const viewer = await sendAs(server, await addPerson(server, 'token-viewer@example.com', 'viewer'));
    expect(await viewer('post', '/tokens', { name: 'x', scopes: ['recipes.edit'] })).toMatchObject({ status: 403 });
    expect(await owner('post', '/tokens', { name: 'x', scopes: ['people.manage'] })).toMatchObject({ status: 403 });
    expect(await owner('post', '/tokens', { name: 'x', scopes: ['account'] })).toMatchObject({ status: 403 });
  });

  it('lose what their person loses, and end with the person', async () => {
    const builder = await addPerson(server, 'token-builder@example.com', 'builder');
    const scopes = ['recipes.read', 'recipes.edit'];
    const { body } = await (await sendAs(server, builder))('post', '/tokens', { name: 'x', scopes });
    const send = sendWith(server, String(body['token']));
    expect(await send('post', '/recipes/validate', { text: 'a' })).toMatchObject({ status: 200 });
    await owner('post', `/people/${builder.id}/role`, { role: 'viewer' });
    expect(await send('post', '/recipes/validate', { text: 'a' })).toMatchObject({ status: 403 });
    expect(await send('get', '/recipes')).toMatchObject({ status: 200 });
    await owner('delete', `/people/${builder.id}`);
    expect(await send('get', '/recipes')).toMatchObject({ status: 401 });
  });

  it('end with their time, and others see none of them', async () => {
    const { runtime } = server.running;
    const past = new Date(Date.now() - 1_000).toISOString();
    const { token } = await runtime.tokens.make({
      name: 'over',
      personId: ownerRecord.id,
      workspaceId: defaultWorkspaceId,
      scopes: ['recipes.read'],
      expiresAt: past,
    });
    expect(await sendWith(server, token)('get', '/recipes')).toMatchObject({ status: 401 });
    const viewer = await sendAs(server, await addPerson(server, 'sees-none@example.com', 'viewer'));
    const { body } = await viewer('get', '/tokens');
    expect(body).toMatchObject({ items: [] });
    const [record] = await runtime.tokens.list();
    expect(await viewer('delete', `/tokens/${record?.id ?? ''}`)).toMatchObject({ status: 404 });
  });

  it('are refused when one character differs', async () => {
    const { body } = await owner('post', '/tokens', { name: 'near', scopes: ['recipes.read'] });
    const token = String(body['token']);
    for (let index = 0; index < token.length; index += 1) {
      const changed = token.slice(0, index) + (token[index] === 'a' ? 'b' : 'a') + token.slice(index + 1);
      expect((await sendWith(server, changed)('get', '/recipes')).status).toBe(401);
    }
    expect((await sendWith(server, token)('get', '/recipes')).status).toBe(200);
  });

  it('tell when they were used', async () => {
    const { body } = await owner('post', '/tokens', { name: 'used', scopes: ['recipes.read'] });
    expect(body['usedAt']).toBeNull();
    await sendWith(server, String(body['token']))('get', '/recipes');
    const { items } = (await owner('get', '/tokens')).body as { items: { id: string; usedAt: string | null }[] };
    expect(items.find(({ id }) => id === body['id'])?.usedAt).not.toBeNull();
  });
});

describe('what people and tokens change', () => {
  interface Shown {
    action: string;
    object: string;
    actor: { id: string; name: string | null };
    before: { facts: object } | null;
    after: { facts: object } | null;
  }
  const newest = async (): Promise<Shown[]> => (await owner('get', '/audit?limit=5')).body['items'] as Shown[];

  it('is in the audit log, once for each change, with who, what, before and after', async () => {
    const document = sampleRecipe('audited');
    expect((await owner('post', '/recipes', { document })).status).toBe(201);
    expect((await owner('post', '/recipes/audited/enable')).status).toBe(200);
    const [enabled, saved] = await newest();
    expect(saved).toMatchObject({
      action: 'POST /recipes',
      object: '/recipes/audited',
      actor: { kind: 'person', id: ownerRecord.id, name: 'owner@example.com' },
    });
    expect(enabled).toMatchObject({
      action: 'POST /recipes/{name}/enable',
      before: { facts: { name: 'audited', enabled: false, version: 1 } },
      after: { facts: { name: 'audited', enabled: true, version: 1 } },
    });
    const versions = await owner('get', '/recipes/audited/versions');
    expect(versions.body).toMatchObject({ items: [{ version: 1, author: 'owner@example.com' }] });
  });

  it('is not there for what was refused at the door or only looked at', async () => {
    const [before] = await newest();
    await owner('get', '/recipes');
    await owner('post', '/recipes/validate', { text: 'a' });
    await owner('post', '/recipes', {});
    await sendAs(server, await addPerson(server, 'refused@example.com', 'viewer')).then((viewer) =>
      viewer('post', '/recipes/audited/disable'),
    );
    expect((await newest())[0]).toEqual(before);
  });

  it('is there with the code of the error where it was begun and refused', async () => {
    await owner('post', '/recipes/none/enable');
    const [refused] = await newest();
    expect(refused).toMatchObject({ object: '/recipes/none/enable', outcome: 'ITC_RECIPE_UNKNOWN', after: null });
  });

  it('shows sign-ins, and neither passwords nor addresses of people are in what is stored', async () => {
    await join('in-audit@example.com', 'viewer');
    const [entry] = await newest();
    expect(entry).toMatchObject({ action: 'POST /session', actor: { name: 'in-audit@example.com' } });
    const { items } = await server.running.runtime.audit.list({ limit: 500 });
    const text = JSON.stringify(items);
    for (const secret of ['in-audit@example.com', 'owner@example.com', password, adminToken, 'scrypt', 'link_']) {
      expect(text).not.toContain(secret);
    }
  });

  it('is verified as a whole', async () => {
    const { body } = await owner('get', '/audit/verification');
    expect(body).toMatchObject({ isIntact: true, firstBad: null });
  });
});
