import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

interface Package {
  version?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  link?: boolean;
}
interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const manifest = read('package.json') as Manifest;
const lock = read('package-lock.json') as { packages: Record<string, Package> };
const installed = Object.entries(lock.packages).filter(([place]) => place !== '');

describe('what is installed beside the own code', () => {
  // without an address a package comes from the registry that npm is set to
  test('every package of the lock file comes from the registry alone and has the digest of its content', () => {
    const wrong = installed.filter(
      ([place, { resolved, integrity = '', link }]) =>
        link === true ||
        !place.startsWith('node_modules/') ||
        resolved !== undefined ||
        !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
    );
    expect(wrong).toEqual([]);
    expect(installed.length).toBeGreaterThan(300);
  });

  test('every package of package.json is named by an exact version, which is the one in the lock file', () => {
    const named = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const wrong = named.filter(
      ([name, version]) =>
        !/^\d+\.\d+\.\d+$/.test(version) || lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(wrong).toEqual([]);
    expect(named.length).toBeGreaterThan(50);
  });

  test('of all packages with a script at their installation only the native module may run it', () => {
    const scripted = new Set(
      installed
        .filter(([, { hasInstallScript }]) => hasInstallScript === true)
        .map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)),
    );
    const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name] === true);
    expect(allowed).toEqual(['better-sqlite3']);
    // each has been decided on; one that appears with an update has not
    expect([...scripted].filter((name) => !Object.hasOwn(manifest.allowScripts, name))).toEqual([]);
  });
});
