import type { Command } from 'commander';

import { CliSession } from '../connector/cli/cli-session.ts';
import { createProgram } from '../connector/cli/create-program.ts';
import { processIo } from '../connector/cli/process-io.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;');

function argumentsOf(command: Command): string {
  return command.registeredArguments
    .map((argument) => {
      const name = `${argument.name().toUpperCase()}${argument.variadic ? '...' : ''}`;
      return argument.required ? ` ${name}` : ` [${name}]`;
    })
    .join('');
}

/** The commands that do something, with the names of the groups they are in. */
function* leaves(command: Command, names: readonly string[]): Generator<{ path: string; command: Command }> {
  const isRunnable = command.commands.length === 0 || command.registeredArguments.length > 0;
  if (names.length > 0 && isRunnable) yield { path: names.join(' '), command };
  for (const inner of command.commands) yield* leaves(inner, [...names, inner.name()]);
}

/** Every command of `itc` with its arguments and options, as `--help` shows them. */
export function renderCommandsPage(): string {
  const io = processIo();
  const program = createProgram(new CliSession(io, new AbortController().signal), io, false);
  const rows = [...leaves(program, [])].map(({ path, command }) => {
    const options = command.options
      .filter(({ hidden, long }) => !hidden && long !== '--json')
      .map(({ flags, description }) => `\`${flags.replaceAll('|', '\\|')}\` ${cell(description)}`);
    return `| \`itc ${path}${argumentsOf(command)}\` | ${[cell(command.description()), ...options].filter((text) => text !== '').join('<br>')} |`;
  });
  return `# Which commands are there?

Made by \`npm run docs\` from the command line itself. How commands find the server, what they print and how they end stands in [cli.md](cli.md).

| command | what it does, and its options |
| --- | --- |
${rows.join('\n')}
`;
}
