import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';

import { createApp } from '../../connector/http/create-app.ts';
import { stubRuntime } from './stub-runtime.ts';

const script = 'console.log("designer");\n'.repeat(50);
const html = '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>';
const page = 'text/html,application/xhtml+xml,*/*;q=0.8';
let folder = '';
let app: Express;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-designer-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, '.vite', 'manifest.json'), '{}');
  writeFileSync(join(folder, 'assets', 'index-abc.js'), script);
  writeFileSync(join(folder, 'assets', 'index-abc.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'assets', 'index-abc.js.gz'), gzipSync(script));
  app = createApp(stubRuntime(), folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the pages of the designer', () => {
  it.each(['/', '/recipes/welcome_sms', '/jobs/job_1'])(
    'are drawn by one page at %s, which is asked for anew each time',
    async (path) => {
      const { text, headers } = await request(app).get(path).set('accept', page).expect(200);
      expect(text).toContain('<div id="root">');
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-type']).toContain('text/html');
    },
  );

  it('let no script run that is not a file of the build, and give each answer a nonce of its own for styles', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { text, headers } = await request(app).get('/').set('accept', page);
        const policy = String(headers['content-security-policy']);
        expect(policy).toContain("default-src 'none'; script-src 'self';");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toContain('unsafe');
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
        expect(text).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('carry the headers that keep a browser from guessing, framing or telling', async () => {
    const { headers } = await request(app).get('/').set('accept', page);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
});

describe('the files of the designer', () => {
  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
  ])('are sent packed with %s as the build left them, and kept for good', async (accepted, encoding) => {
    const { headers, text } = await request(app)
      .get('/assets/index-abc.js')
      .set('accept-encoding', accepted)
      .expect(200);
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(headers['content-type']).toContain('javascript');
    if (encoding === 'gzip') expect(text).toBe(script);
  });

  it('are sent as they are to a client that takes nothing packed', async () => {
    const { headers, text } = await request(app).get('/assets/index-abc.js').set('accept-encoding', 'identity');
    expect(headers['content-encoding']).toBeUndefined();
    expect(text).toBe(script);
  });

  it.each(['/assets/gone.js', '/.vite/manifest.json', '/../package.json', '/assets/%2e%2e/%2e%2e/package.json'])(
    'do not hold %s',
    async (path) => {
      const { body } = await request(app).get(path).expect(404);
      expect(body.error.code).toBe('ITC_ROUTE_UNKNOWN');
    },
  );

  it('leave the addresses of the API and of webhooks alone', async () => {
    for (const path of ['/api/v1/nowhere', '/hooks']) await request(app).get(path).set('accept', page).expect(404);
    await request(app).post('/recipes').set('accept', page).expect(404);
  });

  it('missing altogether, are explained in one sentence', async () => {
    const bare = createApp(stubRuntime(), join(folder, 'nowhere'));
    const { text } = await request(bare).get('/').set('accept', page).expect(200);
    expect(text).toContain('npm run build:designer');
  });
});
