/** What a dashboard address tells of the data center; null for any other text. The server checks it once more. */
export function regionOf(address: string): 'us' | 'eu' | null {
  const host = /^(?:https?:\/\/)?([^/?#\s]+)/i.exec(address.trim())?.[1]?.toLowerCase();
  if (host === 'app.iterable.com') return 'us';
  return host === 'app.eu.iterable.com' ? 'eu' : null;
}

/** A name that the server takes, made of what a person typed: `Production EU` becomes `production-eu`. */
export function connectionName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 63);
}
