import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import type { Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { catalogueFormats, type CatalogueFormat } from '../catalogue-export/catalogue-formats.ts';
import { packageVersion } from '../runtime/package-root.ts';
import type { CliSession, Tools } from './cli-session.ts';

async function writeFormat(
  { io, out }: Tools,
  format: CatalogueFormat,
  folder: string | undefined,
): Promise<undefined> {
  // the declarations take a while to load, and no other command of this group needs them
  const [{ actions, picklists }, { triggers }, { loadRegistry }] = await Promise.all([
    import('../../actions/index.ts'),
    import('../../triggers/index.ts'),
    import('../registry.ts'),
  ]);
  const files = Object.entries(format.files(loadRegistry({ actions, triggers, picklists }), packageVersion()));
  const [first] = files;
  if (folder === undefined) {
    if (first === undefined || files.length > 1) {
      throw new ConnectorError('ITC_USAGE', `\`itc export ${format.name}\` writes ${files.length} files.`, {
        hint: 'Name a folder with --out.',
      });
    }
    out.show({ file: first[0], text: first[1] }, () => [first[1].trimEnd()]);
    return undefined;
  }
  const paths: string[] = [];
  for (const [path, text] of files) {
    const target = join(resolve(io.cwd, folder), path);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
      throw new ConnectorError('ITC_USAGE', `${target} cannot be written (${code}).`, {
        hint: 'Check the path.',
        cause,
      });
    }
    paths.push(target);
  }
  out.show({ files: paths }, () => paths);
  return undefined;
}

/** `itc export workato|n8n|openapi|json-schema|postman`: the catalogue for other tools, without a server. */
export function addCatalogueExports(group: Command, session: CliSession): void {
  for (const format of catalogueFormats) {
    session
      .command(group, format.name, `write ${format.summary}`)
      .option('-o, --out <folder>', 'write here; else a single file goes to stdout')
      .action(session.action((tools, options: { out?: string }) => writeFormat(tools, format, options.out)));
  }
}
