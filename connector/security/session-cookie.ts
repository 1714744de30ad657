const name = 'itc_session';

/** Reads the id of a session from a Cookie header; null when there is none of the right form. */
export function readSessionCookie(header: string | undefined): string | null {
  if (header === undefined) return null;
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined && /^[A-Za-z0-9_-]{20,200}$/.test(value)) return value;
  }
  return null;
}

/**
 * The Set-Cookie line of a session. Scripts never see the cookie and no other site makes the browser send it.
 * @param id null ends the session in the browser
 * @param maxAgeMs how long the browser keeps it; milliseconds
 * @param isSecure the page came by https, so the cookie never travels without it
 */
export function sessionCookie(id: string | null, maxAgeMs: number, isSecure: boolean): string {
  const age = id === null ? 0 : Math.floor(maxAgeMs / 1_000);
  return [
    `${name}=${id ?? ''}`,
    'Path=/',
    `Max-Age=${age}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isSecure ? ['Secure'] : []),
  ].join('; ');
}
