import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { newSecret } from '../../connector/security/new-secret.ts';
import { createPasswords } from '../../connector/security/password.ts';
import { createPeopleBook, linkMs, normalEmail, type PeopleBook } from '../../connector/security/people-book.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { defaultWorkspaceId, type PersonRecord } from '../../connector/store/store.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';

// the cost of a guess is measured elsewhere
const passwords = createPasswords({ ln: 4, r: 1, p: 1 });
const password = 'seven tall blue ladders';
const other = 'nine short red ladders';
const start = Date.parse('2026-01-01T00:00:00.000Z');
const dayMs = 24 * 60 * 60 * 1_000;

let folder: string;
let store: SqliteStore;
let at: number;
let book: PeopleBook;
beforeEach(async () => {
  at = start;
  folder = mkdtempSync(join(tmpdir(), 'itc-people-'));
  store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => at });
  book = await createPeopleBook({ store, passwords, newId, newSecret, now: () => at });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as ConnectorError).code,
  );

/** Somebody who chose a password by the link of an invitation. */
async function joined(email: string, role: PersonRecord['roles'][string], workspaceId = defaultWorkspaceId) {
  const { link } = await book.invite(email, role, workspaceId);
  return book.useLink(link ?? '', password);
}

describe('the people of a server', () => {
  test('at the first start there is the default workspace and no owner, and a restart changes neither', async () => {
    expect(await book.workspaces()).toEqual([
      { id: defaultWorkspaceId, name: 'default', createdAt: new Date(start).toISOString() },
    ]);
    expect(await book.hasOwner()).toBe(false);
    expect(await book.list()).toEqual([]);
    at += 1;
    const again = await createPeopleBook({ store, passwords, newId, newSecret, now: () => at });
    expect(await again.workspaces()).toEqual(await book.workspaces());
  });

  test('the first owner has a password, a role in the default workspace, and nothing that nobody told', async () => {
    const owner = await book.addOwner(' Ada@Example.com ', password);
    expect(owner).toEqual({
      id: expect.stringMatching(/^per_/),
      email: 'ada@example.com',
      name: null,
      passwordHash: expect.stringMatching(/^\$scrypt\$/),
      link: null,
      identity: null,
      roles: { [defaultWorkspaceId]: 'owner' },
      createdAt: new Date(start).toISOString(),
      lastSignInAt: null,
    });
    expect(await book.get(owner.id)).toEqual(owner);
    expect(await book.list()).toEqual([owner]);
    expect(await book.hasOwner()).toBe(true);
    expect(await codeOf(book.addOwner('ada@example.com', password))).toBe('ITC_PERSON_EXISTS');
  });

  test('somebody who is no owner of the default workspace is no owner of the server', async () => {
    const workspace = await book.addWorkspace('elsewhere');
    await book.invite('ada@example.com', 'admin', defaultWorkspaceId);
    await book.invite('grace@example.com', 'owner', workspace.id);
    expect(await book.hasOwner()).toBe(false);
  });

  test('a weak password is refused before anything is kept, and the refusal says why and where', async () => {
    const refused = await book.addOwner('ada@example.com', 'short').catch((error: unknown) => error as ConnectorError);
    expect(refused).toMatchObject({
      code: 'ITC_PASSWORD_WEAK',
      message: 'The password needs at least 12 characters.',
      details: { path: 'password' },
    });
    expect(await book.list()).toEqual([]);
  });

  test('an address is one whatever its case, blanks around it and the way its letters are composed', () => {
    expect(normalEmail(' Jos\u0065\u0301@Example.COM\n')).toBe('jos\u00e9@example.com');
  });

  test('a workspace has a name of its own', async () => {
    at += 1;
    expect(await book.addWorkspace('elsewhere')).toEqual({
      id: expect.stringMatching(/^wsp_/),
      name: 'elsewhere',
      createdAt: new Date(start + 1).toISOString(),
    });
    expect(await codeOf(book.addWorkspace('elsewhere'))).toBe('ITC_WORKSPACE_EXISTS');
    expect((await book.workspaces()).map(({ name }) => name)).toEqual(['default', 'elsewhere']);
  });

  test('the time of the last sign-in is kept', async () => {
    const { id } = await book.addOwner('ada@example.com', password);
    at += 5;
    await book.signedIn(id);
    expect((await book.get(id))?.lastSignInAt).toBe(new Date(start + 5).toISOString());
  });
});

describe('a password of a person', () => {
  test('opens for its own address, in any spelling, and for no other', async () => {
    const ada = await book.addOwner('ada@example.com', password);
    await joined('grace@example.com', 'viewer');
    expect(await book.checkPassword(' ADA@example.com', password)).toEqual(ada);
    expect(await book.checkPassword('ada@example.com', other)).toBeNull();
    expect(await book.checkPassword('none@example.com', password)).toBeNull();
  });

  test('that was never chosen opens nothing, not even when the check is fooled', async () => {
    const gullible = { ...passwords, verify: async () => true };
    const fooled = await createPeopleBook({ store, passwords: gullible, newId, newSecret, now: () => at });
    await book.invite('ada@example.com', 'owner', defaultWorkspaceId);
    expect(await fooled.checkPassword('ada@example.com', '')).toBeNull();
    expect(await fooled.checkPassword('none@example.com', '')).toBeNull();
  });

  test('is checked as long for nobody as for somebody', async () => {
    const asked: (string | null)[] = [];
    const counting = {
      ...passwords,
      verify: async (_text: string, hash: string | null) => {
        asked.push(hash);
        return false;
      },
    };
    const counted = await createPeopleBook({ store, passwords: counting, newId, newSecret, now: () => at });
    const { passwordHash } = await book.addOwner('ada@example.com', password);
    await book.invite('grace@example.com', 'viewer', defaultWorkspaceId);
    for (const email of ['ada@example.com', 'grace@example.com', 'none@example.com']) {
      expect(await counted.checkPassword(email, password)).toBeNull();
    }
    expect(asked).toEqual([passwordHash, null, null]);
  });

  test('is hashed anew at the present cost when it is next used, and not before or again', async () => {
    const { id, passwordHash } = await book.addOwner('ada@example.com', password);
    await book.checkPassword('ada@example.com', password);
    expect((await book.get(id))?.passwordHash).toBe(passwordHash);
    const dearer = createPasswords({ ln: 5, r: 1, p: 1 });
    const later = await createPeopleBook({ store, passwords: dearer, newId, newSecret, now: () => at });
    expect(await later.checkPassword('ada@example.com', other)).toBeNull();
    expect((await book.get(id))?.passwordHash).toBe(passwordHash);
    expect(await later.checkPassword('ada@example.com', password)).toMatchObject({ id });
    const renewed = (await book.get(id))?.passwordHash ?? '';
    expect(renewed).toMatch(/^\$scrypt\$ln=5,/);
    expect(await later.checkPassword('ada@example.com', password)).toMatchObject({ id });
    expect((await book.get(id))?.passwordHash).toBe(renewed);
  });

  test('that was changed while the old one was hashed anew stays changed', async () => {
    const { id } = await book.addOwner('ada@example.com', password);
    const fresh = await passwords.hash(other);
    const dearer = createPasswords({ ln: 5, r: 1, p: 1 });
    const slow = {
      ...dearer,
      hash: async (text: string) => {
        await store.changePerson(id, (before) => ({ ...before, passwordHash: fresh }));
        return dearer.hash(text);
      },
    };
    const later = await createPeopleBook({ store, passwords: slow, newId, newSecret, now: () => at });
    await later.checkPassword('ada@example.com', password);
    expect((await book.get(id))?.passwordHash).toBe(fresh);
  });

  test('that is changed takes the place of the old one and of a link on its way; a weak one does not', async () => {
    const owner = await book.addOwner('ada@example.com', password);
    const link = (await book.makeLink(owner.id)) ?? '';
    expect(await codeOf(book.setPassword(owner, 'ada@example.com'))).toBe('ITC_PASSWORD_WEAK');
    expect(await book.whoseLink(link)).not.toBeNull();
    await book.setPassword(owner, other);
    expect(await book.checkPassword('ada@example.com', password)).toBeNull();
    expect(await book.checkPassword('ada@example.com', other)).toMatchObject({ id: owner.id });
    expect(await book.whoseLink(link)).toBeNull();
  });
});

describe('a link to choose a password', () => {
  test('of an invitation works for a week, that of a reset for a day, to the millisecond', async () => {
    expect(linkMs).toEqual({ invitation: 7 * dayMs, reset: dayMs });
    const { person, link } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    at = start + 7 * dayMs - 1;
    expect(await book.whoseLink(link ?? '')).toEqual(person);
    at += 1;
    expect(await book.whoseLink(link ?? '')).toBeNull();
    expect(await codeOf(book.useLink(link ?? '', password))).toBe('ITC_SETUP_LINK');
    const reset = (await book.makeLink(person.id)) ?? '';
    at += dayMs - 1;
    expect(await book.whoseLink(reset)).toMatchObject({ id: person.id });
    at += 1;
    expect(await book.whoseLink(reset)).toBeNull();
  });

  test('is bound to its person, kept as a hash, and worth nothing in part or changed', async () => {
    const { person, link } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    const { person: grace } = await book.invite('grace@example.com', 'viewer', defaultWorkspaceId);
    const [id, secret] = String(link).split('.') as [string, string];
    expect(id).toBe(person.id);
    expect(secret).toMatch(/^link_[\w-]{43}$/);
    expect(JSON.stringify(await book.list())).not.toContain(secret);
    for (const text of ['', id, `${id}.`, `.${secret}`, `${id}.x`, `${grace.id}.${secret}`, `none.${secret}`]) {
      expect(await book.whoseLink(text)).toBeNull();
    }
    expect(await book.whoseLink(String(link))).toEqual(person);
  });

  test('sets a password once, also when two use it at the same moment', async () => {
    const { person, link } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    const text = link ?? '';
    expect(await codeOf(book.useLink(text, 'ada@example.com'))).toBe('ITC_PASSWORD_WEAK');
    const ends = await Promise.all([codeOf(book.useLink(text, password)), codeOf(book.useLink(text, other))]);
    expect(ends.toSorted()).toEqual(['ITC_SETUP_LINK', 'done']);
    const won = ends[0] === 'done' ? password : other;
    expect(await book.checkPassword('ada@example.com', won)).toMatchObject({ id: person.id, link: null });
    expect(await codeOf(book.useLink(text, password))).toBe('ITC_SETUP_LINK');
  });

  test('gives way to a newer one, and nobody unknown gets one', async () => {
    const { person, link } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    const newer = (await book.makeLink(person.id)) ?? '';
    expect(await book.whoseLink(link ?? '')).toBeNull();
    expect(await book.useLink(newer, password)).toMatchObject({ id: person.id, link: null });
    expect(await book.makeLink('per_none')).toBeNull();
  });
});

describe('the roles of a person', () => {
  test('somebody known gets a role in a second workspace without a link, and not twice in one', async () => {
    const workspace = await book.addWorkspace('elsewhere');
    const { person } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    expect(await book.invite('ADA@example.com', 'admin', workspace.id)).toEqual({
      person: { ...person, roles: { [defaultWorkspaceId]: 'viewer', [workspace.id]: 'admin' } },
      link: null,
    });
    expect(await codeOf(book.invite('ada@example.com', 'owner', workspace.id))).toBe('ITC_PERSON_EXISTS');
    expect((await book.get(person.id))?.roles[workspace.id]).toBe('admin');
  });

  test('two invitations of one address at a time make one person', async () => {
    const ends = await Promise.all(
      [1, 2].map(() => codeOf(book.invite('ada@example.com', 'viewer', defaultWorkspaceId))),
    );
    expect(ends.toSorted()).toEqual(['ITC_PERSON_EXISTS', 'done']);
    expect(await book.list()).toHaveLength(1);
  });

  test('a role is changed in its workspace alone, and who has none left is gone', async () => {
    const workspace = await book.addWorkspace('elsewhere');
    const { person } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    await book.invite('ada@example.com', 'viewer', workspace.id);
    const changed = {
      ...(await book.get(person.id)),
      roles: { [defaultWorkspaceId]: 'viewer', [workspace.id]: 'admin' },
    };
    expect(await book.setRole(person.id, workspace.id, 'admin')).toEqual(changed);
    expect(await book.get(person.id)).toEqual(changed);
    expect((await book.setRole(person.id, defaultWorkspaceId, null))?.roles).toEqual({ [workspace.id]: 'admin' });
    expect(await book.setRole(person.id, workspace.id, null)).toBeNull();
    expect(await book.get(person.id)).toBeNull();
  });

  test('nobody is found under an unknown id, or where the person has no role', async () => {
    const workspace = await book.addWorkspace('elsewhere');
    const { person } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    expect(await codeOf(book.setRole('per_none', defaultWorkspaceId, 'viewer'))).toBe('ITC_PERSON_UNKNOWN');
    expect(await codeOf(book.setRole(person.id, workspace.id, 'owner'))).toBe('ITC_PERSON_UNKNOWN');
  });

  test('the last owner of a workspace who can sign in stays owner', async () => {
    const workspace = await book.addWorkspace('elsewhere');
    const ada = await book.addOwner('ada@example.com', password);
    // owners of another workspace, of another role, and one who has not joined yet do not stand in
    await joined('grace@example.com', 'owner', workspace.id);
    await joined('joan@example.com', 'admin');
    const { person: invited, link } = await book.invite('mary@example.com', 'owner', defaultWorkspaceId);
    for (const role of ['admin', null] as const) {
      expect(await codeOf(book.setRole(ada.id, defaultWorkspaceId, role))).toBe('ITC_LAST_OWNER');
    }
    expect(await book.setRole(ada.id, defaultWorkspaceId, 'owner')).toMatchObject({ id: ada.id });
    await book.useLink(link ?? '', password);
    expect(await book.setRole(ada.id, defaultWorkspaceId, 'viewer')).toMatchObject({ id: ada.id });
    expect(await codeOf(book.setRole(invited.id, defaultWorkspaceId, null))).toBe('ITC_LAST_OWNER');
  });

  test.each(['admin', null] as const)(
    'two owners who become %s at the same moment are not both taken',
    async (role) => {
      const ada = await book.addOwner('ada@example.com', password);
      const grace = await joined('grace@example.com', 'owner');
      const ends = await Promise.all([ada, grace].map(({ id }) => codeOf(book.setRole(id, defaultWorkspaceId, role))));
      expect(ends).toContain('ITC_LAST_OWNER');
      expect(await book.hasOwner()).toBe(true);
      // and who was refused is what it was
      for (const [place, { id }] of [ada, grace].entries()) {
        if (ends[place] !== 'done') expect((await book.get(id))?.roles).toEqual({ [defaultWorkspaceId]: 'owner' });
      }
    },
  );

  test('an owner who signs in by the identity provider stands in for the last one with a password', async () => {
    const ada = await book.addOwner('ada@example.com', password);
    await book.signInKnown({ issuer: 'i', subject: 's', email: 'grace@example.com', name: null, role: 'owner' });
    expect(await book.setRole(ada.id, defaultWorkspaceId, null)).toBeNull();
  });
});

describe('a person whom the identity provider knows', () => {
  const identity = { issuer: 'https://id.example', subject: 'sub-1' };
  const told = { ...identity, email: 'Ada@example.com', name: 'Ada', role: null };

  test('and nobody here does is let in with the role the provider gives, and not without one', async () => {
    expect(await book.signInKnown(told)).toBeNull();
    expect(await book.list()).toEqual([]);
    const person = await book.signInKnown({ ...told, role: 'builder' });
    expect(person).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada',
      identity,
      roles: { [defaultWorkspaceId]: 'builder' },
      passwordHash: null,
      link: null,
    });
    expect(await book.list()).toEqual([person]);
  });

  test('is the invited one with this address, keeps role and name of here, and is bound to the subject', async () => {
    const { person } = await book.invite('ada@example.com', 'viewer', defaultWorkspaceId);
    const bound = await book.signInKnown(told);
    expect(bound).toEqual({ ...person, identity, name: 'Ada' });
    // an address that changed at the provider is no other person
    expect(await book.signInKnown({ ...told, email: 'new@example.com', name: 'Other', role: 'admin' })).toEqual({
      ...bound,
      roles: { [defaultWorkspaceId]: 'admin' },
    });
    expect(await book.list()).toHaveLength(1);
  });

  test.each([
    ['subject', { subject: 'sub-2' }],
    ['issuer', { issuer: 'https://other.example' }],
  ])('by another %s with the address of somebody else is refused, whatever role comes along', async (_, change) => {
    const known = await book.signInKnown({ ...told, role: 'viewer' });
    expect(await codeOf(book.signInKnown({ ...told, ...change, role: 'owner' }))).toBe('ITC_OIDC_REFUSED');
    expect(await book.list()).toEqual([known]);
  });

  test('stays an owner when the provider gives less, while nobody else is one who can sign in', async () => {
    const owner = { [defaultWorkspaceId]: 'owner' };
    await book.signInKnown({ ...told, role: 'owner' });
    // invited, and has not come yet
    await book.invite('eve@example.com', 'owner', defaultWorkspaceId);
    expect(await book.signInKnown({ ...told, role: 'viewer' })).toMatchObject({ roles: owner });
    await joined('grace@example.com', 'owner');
    expect(await book.signInKnown({ ...told, role: 'viewer' })).toMatchObject({
      roles: { [defaultWorkspaceId]: 'viewer' },
    });
  });

  test('of two owners who are made less at the same moment, one at least stays an owner', async () => {
    const second = { ...told, subject: 'sub-2', email: 'bea@example.com' };
    for (const one of [told, second]) await book.signInKnown({ ...one, role: 'owner' });
    await Promise.all([told, second].map((one) => book.signInKnown({ ...one, role: 'viewer' })));
    expect(await book.hasOwner()).toBe(true);
  });

  test('gets the role of the provider beside those in other workspaces', async () => {
    const workspace = await book.addWorkspace('elsewhere');
    await book.invite('ada@example.com', 'viewer', workspace.id);
    expect(await book.signInKnown({ ...told, role: 'operator' })).toMatchObject({
      roles: { [workspace.id]: 'viewer', [defaultWorkspaceId]: 'operator' },
    });
  });
});
