/** The parts of a webhook address. */
export interface HookAddress {
  connectionToken: string;
  /** null for the address of system webhooks */
  journeyToken: string | null;
  /** the address for consent, where the name of the connection may stand for its token */
  isConsent: boolean;
  query: string;
}

const token = '[A-Za-z0-9_-]{1,128}';
const form = new RegExp(`^/hooks/(${token})(?:/journeys/(${token})|(/consent-webhook))?/?$`);

/** Reads the target of a request; null if it is no webhook address. */
export function readHookAddress(target: string): HookAddress | null {
  const mark = target.indexOf('?');
  const match = form.exec(mark === -1 ? target : target.slice(0, mark));
  if (match === null) return null;
  return {
    connectionToken: match[1] ?? '',
    journeyToken: match[2] ?? null,
    isConsent: match[3] !== undefined,
    query: mark === -1 ? '' : target.slice(mark + 1),
  };
}

/** The address as it may be shown and kept: tokens shortened, the query left out, for both can hold secrets. */
export function shortenHookAddress(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  return path
    .slice(0, 500)
    .split('/')
    .map((part) => (part.length > 12 ? `${part.slice(0, 8)}…` : part))
    .join('/')
    .slice(0, 200);
}
