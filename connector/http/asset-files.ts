import type { RequestHandler } from 'express';

import type { AssetStore } from '../assets/asset-store.ts';

/** `GET /assets/{hash}`: pictures of messages, open to all who know the hash, as mail programs must be. */
export function assetFiles(assets: Pick<AssetStore, 'read'>): RequestHandler<{ hash: string }> {
  return async (request, response, next) => {
    const found = await assets.read(request.params.hash);
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
