import * as oidc from 'openid-client';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { OidcSettings } from '../config.ts';
import type { KnownIdentity } from './people-book.ts';
import type { Role } from './permissions.ts';
import type { Sealer } from './seal.ts';

/** How long a person has to sign in at the provider; milliseconds. */
export const signInMs = 10 * 60 * 1_000;

/** What must come back with the person, sealed in a cookie of the browser that left. */
interface Departure {
  state: string;
  nonce: string;
  verifier: string;
  at: number;
}

/** Sign-in at an identity provider: OpenID Connect, authorization code with PKCE, state and nonce. */
export interface SingleSignOn {
  /** where to send the browser, and what it keeps meanwhile. Throws ITC_OIDC_FAILED when the provider cannot be reached */
  begin(): Promise<{ url: string; departure: string }>;
  /**
   * Who came back.
   * @param query of the address that the provider sent the browser to
   * @param departure what the browser kept; null = nothing
   * @throws ConnectorError ITC_OIDC_FAILED, ITC_OIDC_REFUSED
   */
  finish(query: string, departure: string | null): Promise<KnownIdentity>;
}

const place = { table: 'cookies', row: 'single-sign-on', field: 'departure' };
// RFC 8252, 8.3: only an address that never leaves the machine may go without TLS
const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

/** The most powerful of the roles that the claim gives; null = none. */
export function roleOfClaim(claim: unknown, roles: OidcSettings['roles']): Role | null {
  const values = new Set((Array.isArray(claim) ? claim : [claim]).filter((value) => typeof value === 'string'));
  return roles.find(({ value }) => values.has(value))?.role ?? null;
}

export function createSingleSignOn(
  settings: OidcSettings,
  parts: { sealer: Sealer; redirectUrl: () => string; now: () => number },
): SingleSignOn {
  const { sealer, now } = parts;
  const issuer = new URL(settings.issuer);
  let found: Promise<oidc.Configuration> | undefined;
  const failed = (cause: unknown): ConnectorError => new ConnectorError('ITC_OIDC_FAILED', undefined, { cause });
  const provider = (): Promise<oidc.Configuration> => {
    const options = isLoopback(issuer) ? { execute: [oidc.allowInsecureRequests] } : undefined;
    // a provider that could not be reached is asked again at the next sign-in
    found ??= oidc
      .discovery(issuer, settings.clientId, settings.clientSecret, undefined, options)
      .catch((cause: unknown) => {
        found = undefined;
        throw failed(cause);
      });
    return found;
  };
  const open = (sealed: string | null): Departure => {
    try {
      const departure = JSON.parse(sealer.open(sealed ?? '', place)) as Departure;
      if (departure.at + signInMs > now()) return departure;
    } catch (cause) {
      throw failed(cause);
    }
    throw failed(new Error('the sign-in took too long'));
  };

  return {
    async begin() {
      const config = await provider();
      const verifier = oidc.randomPKCECodeVerifier();
      const departure: Departure = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, at: now() };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: parts.redirectUrl(),
        scope: settings.scope,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: departure.state,
        nonce: departure.nonce,
      });
      return { url: url.href, departure: sealer.seal(JSON.stringify(departure), place) };
    },
    async finish(query, sealed) {
      const { state, nonce, verifier } = open(sealed);
      const config = await provider();
      const back = new URL(parts.redirectUrl());
      back.search = query;
      const { claims, about } = await oidc
        .authorizationCodeGrant(config, back, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        .then(async (tokens) => {
          const idToken = tokens.claims();
          if (idToken === undefined) throw new Error('the provider gave no ID token');
          return { claims: idToken, about: await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub) };
        })
        .catch((cause: unknown) => {
          throw failed(cause);
        });
      const told: Record<string, unknown> = { ...about, ...claims };
      const { email, name } = told;
      // an address that nobody checked could be anybody's
      if (typeof email !== 'string' || told['email_verified'] !== true) {
        throw new ConnectorError('ITC_OIDC_REFUSED', 'The identity provider tells no verified email address.');
      }
      const domain = email.toLowerCase().split('@').at(-1) ?? '';
      if (settings.domains.length > 0 && !settings.domains.includes(domain)) {
        throw new ConnectorError('ITC_OIDC_REFUSED', 'Addresses of this domain are not let in.');
      }
      const role = settings.roleClaim === null ? null : roleOfClaim(told[settings.roleClaim], settings.roles);
      const shown = typeof name === 'string' ? name.slice(0, 200) : null;
      return { issuer: claims.iss, subject: claims.sub, email, name: shown, role };
    },
  };
}
