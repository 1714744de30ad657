import { ConnectorError } from '../../errors/connector-error.ts';
import { defaultWorkspaceId, type PersonRecord, type Store, type WorkspaceRecord } from '../store/store.ts';
import { hashSecret, matchesSecret } from './hash-secret.ts';
import { passwordFault } from './password-rules.ts';
import type { Passwords } from './password.ts';
import type { Role } from './permissions.ts';

const hourMs = 60 * 60 * 1_000;
/** How long a link to choose a password works; milliseconds. */
export const linkMs = { invitation: 7 * 24 * hourMs, reset: 24 * hourMs } as const;

/** What an identity provider tells of a person, checked already. */
export interface KnownIdentity {
  issuer: string;
  subject: string;
  email: string;
  name: string | null;
  /** given by the provider's claims; null = keep what the person has here */
  role: Role | null;
}

/** The people of this server and their roles; every question reads the store, so that a change bites at once. */
export interface PeopleBook {
  get(id: string): Promise<PersonRecord | null>;
  list(): Promise<PersonRecord[]>;
  hasOwner(): Promise<boolean>;
  /** Owner of the default workspace, with a password. Throws ITC_PASSWORD_WEAK, ITC_PERSON_EXISTS */
  addOwner(email: string, password: string): Promise<PersonRecord>;
  /** null unless email and password belong together; takes as long either way. Hashes anew at the present cost */
  checkPassword(email: string, password: string): Promise<PersonRecord | null>;
  /** Gives a person a role in a workspace; somebody new gets a link to choose a password, shown this once. Throws ITC_PERSON_EXISTS */
  invite(email: string, role: Role, workspaceId: string): Promise<{ person: PersonRecord; link: string | null }>;
  /** A new link to choose a password; the one before stops working. Null for an unknown person */
  makeLink(id: string): Promise<string | null>;
  /** whose link this is, while it works */
  whoseLink(link: string): Promise<PersonRecord | null>;
  /** Takes the link and sets the password, once. Throws ITC_SETUP_LINK, ITC_PASSWORD_WEAK */
  useLink(link: string, password: string): Promise<PersonRecord>;
  /** Throws ITC_PASSWORD_WEAK */
  setPassword(person: PersonRecord, password: string): Promise<void>;
  /** null takes the role away; a person without any is removed. Throws ITC_LAST_OWNER, ITC_PERSON_UNKNOWN */
  setRole(id: string, workspaceId: string, role: Role | null): Promise<PersonRecord | null>;
  /** The last owner stays one. Null when nobody here is meant and the provider gives no role. Throws ITC_OIDC_REFUSED for an address of somebody else */
  signInKnown(identity: KnownIdentity): Promise<PersonRecord | null>;
  signedIn(id: string): Promise<void>;
  workspaces(): Promise<WorkspaceRecord[]>;
  /** Throws ITC_WORKSPACE_EXISTS */
  addWorkspace(name: string): Promise<WorkspaceRecord>;
}

export interface PeopleBookParts {
  store: Store;
  passwords: Passwords;
  newId: (prefix: string) => string;
  newSecret: (prefix: string) => string;
  now: () => number;
}

/** One spelling for one mailbox, as far as that can be known. */
export const normalEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();

export async function createPeopleBook(parts: PeopleBookParts): Promise<PeopleBook> {
  const { store, passwords, now } = parts;
  const iso = (ms = now()): string => new Date(ms).toISOString();
  await store.addWorkspace({ id: defaultWorkspaceId, name: 'default', createdAt: iso() });

  const newPerson = (email: string, roles: PersonRecord['roles']): PersonRecord => ({
    id: parts.newId('per'),
    email: normalEmail(email),
    name: null,
    passwordHash: null,
    link: null,
    identity: null,
    roles,
    createdAt: iso(),
    lastSignInAt: null,
  });
  const add = async (person: PersonRecord): Promise<PersonRecord> => {
    if (await store.addPerson(person)) return person;
    throw new ConnectorError('ITC_PERSON_EXISTS');
  };
  const hashNew = (password: string, email: string): Promise<string> => {
    const fault = passwordFault(password, email);
    if (fault !== null) {
      throw new ConnectorError('ITC_PASSWORD_WEAK', `The password ${fault}.`, { details: { path: 'password' } });
    }
    return passwords.hash(password);
  };
  const newLink = (id: string, forMs: number): { text: string; link: NonNullable<PersonRecord['link']> } => {
    const secret = parts.newSecret('link');
    return { text: `${id}.${secret}`, link: { hash: hashSecret(secret), expiresAt: iso(now() + forMs) } };
  };
  const opens = ({ link }: PersonRecord, secret: string): boolean =>
    link !== null && Date.parse(link.expiresAt) > now() && matchesSecret(secret, [link.hash]);
  const whoseLink = async (text: string): Promise<PersonRecord | null> => {
    const [id = '', secret = ''] = text.split('.', 2);
    const person = await store.getPerson(id);
    return person !== null && opens(person, secret) ? person : null;
  };
  const canSignIn = ({ passwordHash, identity }: PersonRecord): boolean => passwordHash !== null || identity !== null;
  const isLastOwner = async (id: string, workspaceId: string): Promise<boolean> => {
    const others = (await store.listPeople()).filter((person) => person.id !== id && canSignIn(person));
    return !others.some(({ roles }) => roles[workspaceId] === 'owner');
  };
  const makeOwner = (id: string, workspaceId: string): Promise<PersonRecord | null> =>
    store.changePerson(id, (now) => ({ ...now, roles: { ...now.roles, [workspaceId]: 'owner' } }));

  return {
    get: (id) => store.getPerson(id),
    list: () => store.listPeople(),
    hasOwner: async () => (await store.listPeople()).some(({ roles }) => roles[defaultWorkspaceId] === 'owner'),
    async addOwner(email, password) {
      const passwordHash = await hashNew(password, email);
      return add({ ...newPerson(email, { [defaultWorkspaceId]: 'owner' }), passwordHash });
    },
    async checkPassword(email, password) {
      const person = await store.findPerson(normalEmail(email));
      const known = person?.passwordHash ?? null;
      if (!(await passwords.verify(password, known)) || person === null || known === null) return null;
      if (passwords.isOutdated(known)) {
        const passwordHash = await passwords.hash(password);
        await store.changePerson(person.id, (before) =>
          before.passwordHash === known ? { ...before, passwordHash } : null,
        );
      }
      return person;
    },
    async invite(email, role, workspaceId) {
      const known = await store.findPerson(normalEmail(email));
      if (known !== null) {
        const person = await store.changePerson(known.id, (before) =>
          before.roles[workspaceId] === undefined
            ? { ...before, roles: { ...before.roles, [workspaceId]: role } }
            : null,
        );
        if (person === null) throw new ConnectorError('ITC_PERSON_EXISTS');
        return { person, link: null };
      }
      const person = newPerson(email, { [workspaceId]: role });
      const { text, link } = newLink(person.id, linkMs.invitation);
      return { person: await add({ ...person, link }), link: text };
    },
    async makeLink(id) {
      const { text, link } = newLink(id, linkMs.reset);
      return (await store.changePerson(id, (before) => ({ ...before, link }))) === null ? null : text;
    },
    whoseLink,
    async useLink(text, password) {
      const person = await whoseLink(text);
      if (person === null) throw new ConnectorError('ITC_SETUP_LINK');
      const passwordHash = await hashNew(password, person.email);
      // asked again inside: of two that use one link at a time, one is too late
      const secret = text.split('.', 2)[1] ?? '';
      const changed = await store.changePerson(person.id, (before) =>
        opens(before, secret) ? { ...before, passwordHash, link: null } : null,
      );
      if (changed === null) throw new ConnectorError('ITC_SETUP_LINK');
      return changed;
    },
    async setPassword({ id, email }, password) {
      const passwordHash = await hashNew(password, email);
      await store.changePerson(id, (before) => ({ ...before, passwordHash, link: null }));
    },
    async setRole(id, workspaceId, role) {
      const person = await store.getPerson(id);
      if (person?.roles[workspaceId] === undefined) throw new ConnectorError('ITC_PERSON_UNKNOWN');
      const isOwnerLess = person.roles[workspaceId] === 'owner' && role !== 'owner';
      if (isOwnerLess && (await isLastOwner(id, workspaceId))) throw new ConnectorError('ITC_LAST_OWNER');
      const changed = await store.changePerson(id, (before) => {
        const { [workspaceId]: _, ...others } = before.roles;
        return { ...before, roles: role === null ? others : { ...others, [workspaceId]: role } };
      });
      // asked again afterwards: two owners whose roles are taken at the same moment each saw the other one
      if (isOwnerLess && (await isLastOwner(id, workspaceId))) {
        await makeOwner(id, workspaceId);
        throw new ConnectorError('ITC_LAST_OWNER');
      }
      if (changed === null || Object.keys(changed.roles).length > 0) return changed;
      await store.removePerson(id);
      return null;
    },
    async signInKnown({ issuer, subject, email, name, role }) {
      const all = await store.listPeople();
      const isSame = ({ identity }: PersonRecord): boolean =>
        identity?.issuer === issuer && identity.subject === subject;
      const known = all.find(isSame) ?? (await store.findPerson(normalEmail(email)));
      const identity = { issuer, subject };
      if (known === null || known === undefined) {
        return role === null ? null : add({ ...newPerson(email, { [defaultWorkspaceId]: role }), name, identity });
      }
      // an address can be given to another person at the provider; the subject cannot
      if (known.identity !== null && !isSame(known)) throw new ConnectorError('ITC_OIDC_REFUSED');
      // nobody could undo it: a workspace has an owner, whatever the provider tells
      const isOwnerLess = known.roles[defaultWorkspaceId] === 'owner' && role !== null && role !== 'owner';
      const given = isOwnerLess && (await isLastOwner(known.id, defaultWorkspaceId)) ? 'owner' : role;
      const changed = await store.changePerson(known.id, (before) => ({
        ...before,
        identity,
        name: before.name ?? name,
        roles: given === null ? before.roles : { ...before.roles, [defaultWorkspaceId]: given },
      }));
      // asked again afterwards, as of two owners who come at the same moment each saw the other one
      const isGone = isOwnerLess && given !== 'owner' && (await isLastOwner(known.id, defaultWorkspaceId));
      return isGone ? makeOwner(known.id, defaultWorkspaceId) : changed;
    },
    async signedIn(id) {
      await store.changePerson(id, (before) => ({ ...before, lastSignInAt: iso() }));
    },
    workspaces: () => store.listWorkspaces(),
    async addWorkspace(name) {
      const workspace = { id: parts.newId('wsp'), name, createdAt: iso() };
      if (!(await store.addWorkspace(workspace))) throw new ConnectorError('ITC_WORKSPACE_EXISTS');
      return workspace;
    },
  };
}
