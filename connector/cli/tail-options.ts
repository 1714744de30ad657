import { InvalidArgumentError, type Command } from 'commander';

function lineCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > 100) throw new InvalidArgumentError('It must be 0 to 100.');
  return count;
}

/** Adds the options of every `tail` command. */
export function tailOptions(command: Command): Command {
  return command
    .option('-n, --lines <n>', 'how many of the latest to print first', lineCount, 10)
    .option('--once', 'print the latest and end');
}
