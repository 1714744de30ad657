import type { RequestHandler } from 'express';

import { isAssetName, type AssetStore } from '../assets/asset-store.ts';

/** `GET /assets/{hash}`: pictures of messages, open to all who know the hash, as mail programs must be. */
export function assetFiles(runtime: { assets: Pick<AssetStore, 'read'> }): RequestHandler<{ hash: string }> {
  return async (request, response, next) => {
    const { hash } = request.params;
    // other names below this address are files of the designer
    const found = isAssetName(hash) ? await runtime.assets.read(hash) : null;
    if (found === null) {
      next();
      return;
    }
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.setHeader('content-security-policy', "default-src 'none'; sandbox");
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.type(found.type).send(found.bytes);
  };
}
