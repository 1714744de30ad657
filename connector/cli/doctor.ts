import type { Command } from 'commander';

import type { CliSession } from './cli-session.ts';
import { checkLines } from './connection-text.ts';
import { runChecks } from './doctor-checks.ts';
import { exitCodes } from './exit-codes.ts';

/** `itc doctor`: what stands in the way, and what to do about it. */
export function addDoctorCommand(program: Command, session: CliSession): void {
  session
    .command(program, 'doctor', 'check Node.js, data folder, server, token, connections and webhook addresses')
    .action(
      session.action(async (tools) => {
        const { out } = tools;
        const checks = await runChecks(tools, process.versions.node);
        out.show({ items: checks, next: null }, () =>
          checkLines(checks, (ok) => (ok ? out.style('green', '✔') : out.style('red', '✖'))),
        );
        return checks.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.failure;
      }),
    );
}
