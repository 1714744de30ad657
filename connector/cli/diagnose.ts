import type { Command } from 'commander';

import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection } from './command-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { safeLine } from './text-table.ts';

interface Finding {
  area: 'arrive' | 'match' | 'send';
  level: 'problem' | 'hint' | 'ok';
  title: string;
  next: string;
  count: number | null;
  lastAt: string | null;
}

const headings = { arrive: 'What arrives', match: 'What matches', send: 'What is sent' } as const;

async function diagnose({ api, out }: Tools, options: { connection?: string }): Promise<ExitCode> {
  const connection = await chooseConnection(api, options.connection);
  const { findings } = await api.get<{ findings: Finding[] }>('/diagnostics', { connection });
  const marks = { problem: out.style('red', '✖'), hint: out.style('yellow', '!'), ok: out.style('green', '✔') };
  out.show({ connection, findings }, () =>
    (['arrive', 'match', 'send'] as const).flatMap((area) => [
      headings[area],
      ...findings
        .filter((finding) => finding.area === area)
        .flatMap(({ level, title, next, count, lastAt }) => [
          `  ${marks[level]} ${safeLine(title)}${count === null ? '' : ` (${String(count)})`}${lastAt === null ? '' : ` ${lastAt}`}`,
          ...(level === 'ok' ? [] : [`    ${safeLine(next)}`]),
        ]),
    ]),
  );
  return findings.some(({ level }) => level === 'problem') ? exitCodes.failure : exitCodes.ok;
}

/** `itc diagnose`. */
export function addDiagnoseCommand(program: Command, session: CliSession): void {
  session
    .command(program, 'diagnose', 'say why nothing arrives, matches or is sent')
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .action(session.action(diagnose));
}
