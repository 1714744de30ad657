import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A folder of bench/ with a `package.json` and a lock of its own: what only one benchmark needs, kept out of the project. */
export interface OnDemand {
  /** absolute path */
  folder: string;
  require: NodeJS.Require;
  /** the pinned version of one of its packages */
  version(name: string): string;
  /** Installs what the lock says when nothing is there yet; throws when npm fails. */
  install(): void;
}

/** @param name folder below bench/; `flags` go to `npm ci` */
export function onDemand(name: string, flags: readonly string[] = []): OnDemand {
  const at = new URL(`./${name}/`, import.meta.url);
  const folder = fileURLToPath(at);
  return {
    folder,
    require: createRequire(new URL('package.json', at)),
    version(dependency) {
      const { dependencies } = JSON.parse(readFileSync(new URL('package.json', at), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      return dependencies[dependency] ?? 'unknown';
    },
    install() {
      if (existsSync(new URL('node_modules', at))) return;
      process.stderr.write(`Installing what bench/${name}/package.json names (once) ...\n`);
      // npm gives a script the settings of its own project, which must not reach this one
      const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_config_engine/i.test(key)));
      execFileSync('npm', ['ci', '--no-audit', '--no-fund', ...flags], { cwd: folder, env, stdio: ['ignore', 2, 2] });
    },
  };
}
