/** What stands in the place of a secret value. */
export const redacted = '[redacted]';

const secretName = /auth|cookie|secret|token|password|passwd|signature|credential|session|api-?key|jwt/;

// header names repeat from call to call; the bound keeps hostile names from filling memory
const remembered = new Map<string, boolean>();
const maxRemembered = 500;

function isSecretName(name: string): boolean {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const answer = secretName.test(name);
  if (remembered.size < maxRemembered) remembered.set(name, answer);
  return answer;
}

/**
 * A copy of the headers fit for storing: values that may be secrets are replaced.
 * @param secretHeader another name (lower case) that carries a secret
 */
export function redactHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  secretHeader?: string,
): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    clean[name] =
      name === secretHeader || isSecretName(name) ? redacted : typeof value === 'string' ? value : value.join(', ');
  }
  return clean;
}
