import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { recordFigure } from '../trust/record-figure.ts';
import { areas, groups } from './areas.ts';
import { mutateArea, type Score } from './mutate-area.ts';

const [name = '', ...rest] = process.argv.slice(2);
const asked = name === 'all' ? Object.keys(groups) : [name];
if (rest.length > 0 || asked.some((one) => groups[one] === undefined && areas[one] === undefined)) {
  const known = ['all', ...new Set([...Object.keys(groups), ...Object.keys(areas)])];
  throw new Error(`usage: npm run test:mutation -- <name>; names are ${known.join(', ')}`);
}
const folder = fileURLToPath(new URL('.', import.meta.url));
// a heavy tool that only this command needs, with a lock of its own
if (!existsSync(new URL('node_modules', import.meta.url))) {
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
}

const measured = new Map<string, Score>();
for (const group of asked) {
  const parts = groups[group]?.areas ?? [group];
  const sum: Score = { noticed: 0, survived: 0 };
  for (const part of parts) {
    const area = areas[part];
    if (area === undefined) throw new Error(`the group ${group} names an area that is none: ${part}`);
    const score = measured.get(part) ?? mutateArea(part, area);
    measured.set(part, score);
    process.stdout.write(`mutation score of ${part}: ${percent(score)} %\n`);
    sum.noticed += score.noticed;
    sum.survived += score.survived;
  }
  process.stdout.write(`mutation score of all of ${group}: ${percent(sum)} %\n`);
  const what = `changes to the code of ${group} that no test notices`;
  recordFigure(
    {
      goal: 'G30',
      what: `${what} (mutation score ${percent(sum)} %)`,
      tried: sum.noticed + sum.survived,
      failed: sum.survived,
      seed: null,
      command: `npm run test:mutation -- ${group}`,
    },
    (old) => old.what.startsWith(what),
  );
}

function percent({ noticed, survived }: Score): string {
  return ((100 * noticed) / (noticed + survived)).toFixed(1);
}
