import type { Config } from '../config.ts';
import { createAuditLog } from '../security/audit-log.ts';
import { newSecret } from '../security/new-secret.ts';
import { createPasswords } from '../security/password.ts';
import { createPeopleBook } from '../security/people-book.ts';
import { loadPersonKeys, type PersonKeys } from '../security/person-keys.ts';
import { createSessionBook } from '../security/session-book.ts';
import { createSetupLink } from '../security/setup-link.ts';
import { createSignInThrottle } from '../security/sign-in-throttle.ts';
import { addressRanges } from '../security/source-allowlist.ts';
import { createTokenBook } from '../security/token-book.ts';
import { newId } from '../store/new-id.ts';
import { prepareAdminToken, type AdminToken } from './admin-token.ts';
import { oneAtATime, type OpenedStore } from './open-store.ts';
import type { Runtime, Surroundings } from './runtime.ts';
import type { Sealing } from './sealing.ts';

/** Who may come in, by what, and what is written down of it. */
export interface Access extends Pick<
  Runtime,
  | 'sessions'
  | 'setupLink'
  | 'people'
  | 'tokens'
  | 'audit'
  | 'signInThrottle'
  | 'singleSignOn'
  | 'trustedProxies'
  | 'isAdminToken'
> {
  adminToken: AdminToken;
  /** what people's identities are hashed with */
  personKeys: PersonKeys;
}

export interface AccessParts extends Pick<Surroundings, 'now' | 'sleep'> {
  config: Config;
  opened: OpenedStore;
  sealing: Sealing;
  /** where browsers reach a path of this server */
  address: (path: string) => string;
}

export async function createAccess({ config, opened, sealing, address, now, sleep }: AccessParts): Promise<Access> {
  const { store, shared } = opened;
  const { openSetting, sealSetting, sealer } = sealing;
  // each of them makes its secret where there is none yet
  const made = await oneAtATime(store, { now, sleep }, async () => ({
    adminToken: await prepareAdminToken({
      store,
      folder: config.dataDir,
      fromEnvironment: config.adminToken,
      newSecret,
    }),
    audit: await createAuditLog({ store, openSetting, sealSetting, newId, now }),
    personKeys: await loadPersonKeys({ openSetting, sealSetting }),
  }));
  const { oidc } = config;
  const singleSignOn =
    oidc === null
      ? null
      : // the library of the protocol is loaded where it is used
        (await import('../security/single-sign-on.ts')).createSingleSignOn(oidc, {
          sealer,
          redirectUrl: () => address('/sign-in/callback'),
          now,
        });
  return {
    ...made,
    isAdminToken: (token) => made.adminToken.matches(token),
    sessions: createSessionBook({ store, newSecret, now }),
    people: await createPeopleBook({ store, passwords: createPasswords(), newId, newSecret, now }),
    tokens: createTokenBook({ store, now }),
    setupLink: createSetupLink({ store, newSecret, now }),
    signInThrottle: createSignInThrottle(shared?.share.countTries),
    singleSignOn,
    trustedProxies: addressRanges(config.trustedProxies),
  };
}
