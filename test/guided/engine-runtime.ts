import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** what the engine that Jazzer.js 4.0.0 brings along was built against */
const neededGlibc = [2, 38] as const;
const packages = ['libc6', 'libstdc++6', 'libgcc-s1'];
/** the first Debian that has it */
const newerDebian = 'trixie';

/**
 * The command that starts Node with a C library that the engine can be loaded with: Node itself where the system has one, else Node under the
 * loader of a newer Debian, whose three packages are unpacked below `folder` and installed nowhere.
 */
export function engineRuntime(folder: string): readonly [command: string, ...args: string[]] {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const [major = 0, minor = 0] = (header.glibcVersionRuntime ?? '').split('.').map(Number);
  const isNewEnough = major > neededGlibc[0] || (major === neededGlibc[0] && minor >= neededGlibc[1]);
  if (process.platform !== 'linux' || isNewEnough) return [process.execPath];
  const root = join(folder, 'root');
  if (!existsSync(root)) unpackNewer(folder, root);
  const [libraries] = readdirSync(join(root, 'usr/lib'))
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => join(root, 'usr/lib', name));
  if (libraries === undefined) throw new Error(`${root} holds no libraries`);
  const [loader] = readdirSync(libraries).filter((name) => name.startsWith('ld-linux'));
  if (loader === undefined) throw new Error(`${libraries} holds no loader`);
  return [join(libraries, loader), '--library-path', libraries, process.execPath];
}

/** Fetches through apt, from the mirrors that this Debian uses, with lists and settings of its own. */
function unpackNewer(folder: string, root: string): void {
  const sources = '/etc/apt/sources.list.d/debian.sources';
  if (!existsSync(sources)) {
    throw new Error(
      `the engine wants glibc ${neededGlibc.join('.')}; only on Debian this command fetches one by itself`,
    );
  }
  mkdirSync(join(folder, 'lists/partial'), { recursive: true });
  mkdirSync(join(folder, 'cache/archives/partial'), { recursive: true });
  const [first = ''] = readFileSync(sources, 'utf8').split(/\n\s*\n/);
  writeFileSync(join(folder, 'newer.sources'), `${first.replace(/^Suites:.*$/m, `Suites: ${newerDebian}`)}\n`);
  const settings = [
    `Dir::Etc::sourcelist=${join(folder, 'newer.sources')}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::Cache=${join(folder, 'cache')}`,
    'APT::Sandbox::User=',
  ].flatMap((setting) => ['-o', setting]);
  const run = (command: string, ...args: string[]): unknown =>
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 2, 2] });
  run('apt-get', ...settings, 'update');
  run('apt-get', ...settings, 'download', ...packages);
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.deb'))) run('dpkg', '-x', name, root);
}
