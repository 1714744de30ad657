/** The header that the designer sets on every call: a form of another site cannot set it, a script would need leave to. */
export const designerHeader = 'x-itc-designer';

/** What a browser tells about where a call comes from; header names in lower case. */
export type CallHeaders = Readonly<Record<string, string | string[] | undefined>>;

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/**
 * Why a call that a cookie would vouch for may come from a page of another site; null when it comes from the designer.
 * Three signs, each of which is enough to refuse: Fetch Metadata, Origin against Host, and the header of the designer.
 * @param publicUrl the address from outside, where a proxy may rewrite Host; null when there is none
 */
export function crossSiteSign(headers: CallHeaders, publicUrl: string | null): string | null {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return `Sec-Fetch-Site is ${String(site).slice(0, 40)}`;
  const { origin } = headers;
  if (origin !== undefined) {
    const from = hostOf(String(origin));
    const own = [headers['host'], publicUrl === null ? null : hostOf(publicUrl)];
    if (from === null || !own.includes(from)) return 'Origin is another address';
  }
  return headers[designerHeader] === undefined ? `the header ${designerHeader} is missing` : null;
}
