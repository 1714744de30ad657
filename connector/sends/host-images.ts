import { ConnectorError } from '../../errors/connector-error.ts';
import { maxAssetBytes, type AssetFault, type AssetStore } from '../assets/asset-store.ts';
import type { InlineImage } from '../define.ts';

export interface HostedImages {
  assets: Pick<AssetStore, 'keep'>;
  /** the address of this server as mail programs reach it; null where none is set */
  publicUrl: string | null;
}

/**
 * Pictures inside HTML, told by their form alone: an HTML parser would move the Handlebars of a template, which may stand
 * where HTML allows no text. `cid:` counts where an attribute or `url()` begins with it.
 */
const inlinePicture =
  /data:([a-z]+\/[a-z0-9.+-]+)?((?:;[a-z0-9-]+=[^;,"'\s)]*)*);base64,([A-Za-z0-9+/=%\s]*?)(?=["')\s>]|$)|(?<=["'(=])\s*cid:([^"'\s)>]+)/gi;

const faults: Record<AssetFault, string> = {
  too_large: `is larger than ${String(maxAssetBytes / 1_000_000)} MB`,
  not_an_image: 'is no PNG, JPEG, GIF or WebP picture',
};

const refuse = (what: string, why: string, hint?: string): ConnectorError =>
  new ConnectorError('ITC_SEND_IMAGE', `${what} ${why}.`, {
    ...(hint === undefined ? {} : { hint }),
    details: { path: 'html' },
  });

/**
 * The HTML with every `cid:` and `data:` picture at an address of this server; HTML without any comes back as it is.
 * Throws ITC_SEND_IMAGE for a picture that is missing, too large or none, and where this server has no public address.
 */
export async function hostImages(html: string, images: readonly InlineImage[], { assets, publicUrl }: HostedImages) {
  const found = [...html.matchAll(inlinePicture)];
  if (found.length === 0) return html;
  if (publicUrl === null) {
    throw refuse(
      'The HTML holds a picture that',
      'can only be shown from an address, and this server has no public one',
      'Set ITC_PUBLIC_URL to the address at which this server is reached, or link to pictures of your own.',
    );
  }
  let rewritten = '';
  let done = 0;
  for (const match of found) {
    const [whole, , , data, cid] = match;
    const what = cid === undefined ? 'A data: picture' : `The picture cid:${cid.slice(0, 100)}`;
    const base64 = data ?? images.find((image) => image.cid === cid)?.base64;
    if (base64 === undefined) throw refuse(what, 'is not among the inline images');
    const kept = await assets.keep(Buffer.from(decodeURIComponent(base64), 'base64'));
    if ('fault' in kept) throw refuse(what, faults[kept.fault]);
    rewritten += `${html.slice(done, match.index)}${publicUrl}/assets/${kept.hash}`;
    done = match.index + whole.length;
  }
  return rewritten + html.slice(done);
}
