import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

import { transform } from '@swc/core';

const isLoader = new URL(import.meta.url).searchParams.has('loader');
if (!isLoader) register(`${import.meta.url}?loader`);

/**
 * Strips the types of a TypeScript module and leaves its code as it is, which is what the build does. tsx would name every function as it is made,
 * and that shows in what is measured.
 * @type {import('node:module').LoadHook}
 */
export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), {
    filename: fileURLToPath(url),
    sourceMaps: 'inline',
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
