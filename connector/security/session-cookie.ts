const name = 'itc_session';
// a browser takes it only over https, from the very host, so that no other subdomain can plant one (RFC 6265bis, 4.1.3.2)
const hostName = `__Host-${name}`;

/** The value of a cookie; null when there is none of the right form. */
export function readCookie(header: string | undefined, wanted: string): string | null {
  if (header === undefined) return null;
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === wanted && value !== undefined && /^[A-Za-z0-9_.-]{20,4000}$/.test(value)) return value;
  }
  return null;
}

/** Reads the id of a session from a Cookie header; null when there is none of the right form. */
export function readSessionCookie(header: string | undefined): string | null {
  const id = readCookie(header, hostName) ?? readCookie(header, name);
  return id !== null && id.length <= 200 ? id : null;
}

/** A Set-Cookie line of which scripts never see the value, and which no other site makes the browser send. */
export function privateCookie(key: string, value: string | null, maxAgeMs: number, isSecure: boolean): string {
  const age = value === null ? 0 : Math.floor(maxAgeMs / 1_000);
  return [
    `${key}=${value ?? ''}`,
    'Path=/',
    `Max-Age=${age}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isSecure ? ['Secure'] : []),
  ].join('; ');
}

/**
 * The Set-Cookie line of a session.
 * @param id null ends the session in the browser
 * @param maxAgeMs how long the browser keeps it; milliseconds
 * @param isSecure the page came by https, so the cookie never travels without it
 */
export function sessionCookie(id: string | null, maxAgeMs: number, isSecure: boolean): string {
  return privateCookie(isSecure ? hostName : name, id, maxAgeMs, isSecure);
}
