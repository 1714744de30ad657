import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';

import { z } from 'zod';

import { figureSchema, type Figure } from './figure.ts';

const file = new URL('./figures.json', import.meta.url);

export function readFigures(): Figure[] {
  return z.array(figureSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();

function commit(): string {
  // the figures themselves may be the only change
  const isChanged = git('status', '--porcelain', '--untracked-files=no', '--', ':!test/trust/figures.json') !== '';
  return `${git('rev-parse', '--short=10', 'HEAD')}${isChanged ? '+' : ''}`;
}

const machine = (): string =>
  `${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, ${platform()} ${arch()}`;

/**
 * Keeps a figure with the commit, machine and day of now, in place of the last one of the same goal and text.
 * @param isFormer tells the last one where the text holds what was measured
 */
export function recordFigure(
  measured: Omit<Figure, 'commit' | 'machine' | 'date'>,
  isFormer: (old: Figure) => boolean = ({ what }) => what === measured.what,
): void {
  const figure: Figure = {
    ...measured,
    commit: commit(),
    machine: machine(),
    date: new Date().toISOString().slice(0, 10),
  };
  const kept = readFigures().filter((old) => old.goal !== figure.goal || !isFormer(old));
  const number = ({ goal }: Figure): number => Number(/\d+/.exec(goal)?.[0] ?? Infinity);
  const all = [...kept, figure].sort((a, b) => number(a) - number(b) || a.what.localeCompare(b.what));
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}
