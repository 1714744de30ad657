/** A text as one word of a shell. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

interface Call {
  method: string;
  url: string;
  /** values in angle brackets are for the person to fill in */
  headers?: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** A call as a command of curl. */
export function curlText({ method, url, headers = {}, body }: Call): string {
  return [
    `curl -X ${method} ${shellQuoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${shellQuoted(body)}`]),
  ].join(' \\\n  ');
}

/** A call to Iterable, whose key no page knows. */
export function iterableCurl({ method, url, body }: { method: string; url: string; body: unknown }): string {
  const hasBody = body !== null && body !== undefined;
  return curlText({
    method,
    url,
    headers: { 'Api-Key': '<API key>', ...(hasBody ? { 'Content-Type': 'application/json' } : {}) },
    body: hasBody ? JSON.stringify(body) : undefined,
  });
}
