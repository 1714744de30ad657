/**
 * A text of Iterable with the people in it masked: `ada@example.com` becomes `a***@example.com`, and what stands after
 * `userId` becomes `***`. The whole text is in the recorded exchange; messages also go to logs.
 */
export function maskPerson(text: string): string {
  return text
    .slice(0, 1000)
    .replace(
      /([^\s"'<>(),:;@]{1,64})@([a-z0-9.-]{1,255})/gi,
      (_, name: string, domain: string) => `${name.slice(0, 1)}***@${domain}`,
    )
    .replace(/(user_?ids?["']?\s*[:=]?\s*["']?)(?!(?:must|or|is|are|and|does|not|exist)\b)([^\s"',;)}]+)/gi, '$1***');
}
