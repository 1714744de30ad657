import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const outDir = join(import.meta.dirname, '..', 'dist', 'designer');
const packable = ['.js', '.css', '.svg'];

/** Packs every text file of the build once, so that the server never packs an answer. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async closeBundle() {
      const names = (await readdir(outDir, { recursive: true })).filter((name) => packable.includes(extname(name)));
      await Promise.all(
        names.map(async (name) => {
          const file = join(outDir, name);
          const bytes = await readFile(file);
          const br = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } });
          await writeFile(`${file}.br`, br);
          await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        }),
      );
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), precompress()],
  // the server puts a fresh nonce in place of this mark in every answer
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir,
    emptyOutDir: true,
    // a data: address would need a hole in the policy
    assetsInlineLimit: 0,
    manifest: true,
    target: 'es2023',
    // browsers that know light-dark(): for older ones it would be rewritten to variables that nothing sets
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
