import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

import express, { type Request, type Response, type Router } from 'express';

const nonceMark = '__CSP_NONCE__';
const reserved = /^\/(api|hooks)(\/|$)/;
const yearMs = 365 * 24 * 60 * 60 * 1_000;

// scripts only from the files of the build; the style elements of Mantine carry the nonce of this answer
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>iterable-connector</title>
<h1>The designer is not built</h1><p>Run <code>npm run build:designer</code> and start the server again.</p></html>
`;

interface Build {
  html: string;
  /** names below the folder, with slashes */
  files: ReadonlySet<string>;
}

function readBuild(folder: string): Build {
  try {
    const names = readdirSync(folder, { recursive: true }).map((name) => String(name).split(sep).join('/'));
    // what begins with a dot is about the build and not part of it
    const files = new Set(names.filter((name) => !name.startsWith('.')));
    return { html: readFileSync(join(folder, 'index.html'), 'utf8'), files };
  } catch {
    return { html: notBuilt, files: new Set() };
  }
}

function sendPage(response: Response, html: string): void {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('content-security-policy', policy(nonce));
  response.setHeader('cache-control', 'no-cache');
  response.type('html').send(html.replaceAll(nonceMark, nonce));
}

function sendFile(request: Request, response: Response, folder: string, name: string, build: Build): void {
  // packed once at build time; the name of what is under assets/ changes with its content
  const encoding = request.acceptsEncodings('br', 'gzip') || 'identity';
  const suffix = { br: '.br', gzip: '.gz' }[encoding] ?? '';
  const packed = suffix !== '' && build.files.has(name + suffix);
  response.setHeader('vary', 'accept-encoding');
  if (packed) response.setHeader('content-encoding', encoding);
  response.type(extname(name));
  response.sendFile(packed ? name + suffix : name, {
    root: folder,
    maxAge: name.startsWith('assets/') ? yearMs : 0,
    immutable: name.startsWith('assets/'),
  });
}

/**
 * The designer at `/`: its files, and for every other address that a browser opens its page, for the routes are drawn there.
 * @param folder of the build; without one, the page says how to make it
 */
export function designerApp(folder: string): Router {
  const build = readBuild(folder);
  const router = express.Router();
  router.use((request, response, next) => {
    if (!['GET', 'HEAD'].includes(request.method) || reserved.test(request.path)) return next();
    const name = request.path.slice(1);
    if (build.files.has(name) && extname(name) !== '' && name !== 'index.html') {
      response.removeHeader('cache-control');
      return sendFile(request, response, folder, name, build);
    }
    const isPage = request.headers.accept?.includes('text/html') === true;
    // a missing script must not be answered with a page
    if (!isPage || name.startsWith('assets/')) return next();
    sendPage(response, build.html);
  });
  return router;
}
