import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { format } from 'prettier';

import { requirementRows, type RequirementRow } from './requirement-rows.ts';

// `npm run requirements`: finds the tests of each row by its id in their titles, writes docs/requirements.md and prints the count
const root = fileURLToPath(new URL('..', import.meta.url));
const titlePattern =
  /\b(?:test|it|describe)(?:\.each[\s\S]{0,2000}?\)|\.each<[\s\S]{0,300}?)?\(\s*(['"`])((?:\\.|(?!\1)[\s\S]){3,400})\1/g;

interface TestTitle {
  file: string;
  title: string;
}

function titlesOf(file: string): TestTitle[] {
  const text = readFileSync(`${root}${file}`, 'utf8');
  return [...text.matchAll(titlePattern)].map(([, , title = '']) => ({ file, title }));
}

const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|e2e)\.ts$|-contract\.ts$/.test(file) && !file.includes('node_modules'))
  .map((file) => `test/${file}`)
  .sort();
const titles = files.flatMap(titlesOf);

const carries = (title: string, id: string): boolean => new RegExp(`(^|[^A-Za-z0-9])${id}(?![A-Za-z0-9])`).test(title);

/** The tests of a row: by its id, or by the part of a title or the id that it names instead. */
function testsOf({ id, tests = [] }: RequirementRow): TestTitle[] {
  const isId = (part: string): boolean => /^[DWFLG]\d+$/.test(part);
  return titles.filter(
    ({ title }) =>
      carries(title, id) || tests.some((part) => (isId(part) ? carries(title, part) : title.includes(part))),
  );
}

const faults: string[] = [];
const rows = requirementRows.map((row) => {
  const found = testsOf(row);
  if (found.length === 0 && row.open === undefined)
    faults.push(`${row.id}: no test carries this id, and no reason is given`);
  return { row, found };
});
const open = rows.filter(({ row }) => row.open !== undefined);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
const proofOf = ({ row, found }: (typeof rows)[number]): string => {
  const [first] = found;
  const more = found.length > 1 ? ` and ${String(found.length - 1)} more` : '';
  const proof = first === undefined ? '' : `\`${first.file}\`: ${cell(first.title)}${more}`;
  return [proof, row.open === undefined ? '' : `**open:** ${row.open}`].filter(Boolean).join('<br>');
};
const page = `# Which requirement is proven by which test?

Made by \`npm run requirements\` from the titles of the tests; a row is open until a test proves all of it.
${String(rows.length)} rows, ${String(rows.length - open.length)} proven, ${String(open.length)} open.

| row | what must hold | proof |
| --- | --- | --- |
${rows.map((one) => `| ${one.row.id} | ${cell(one.row.what)} | ${proofOf(one)} |`).join('\n')}
`;
writeFileSync(
  `${root}docs/requirements.md`,
  await format(page, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' }),
);
process.stdout.write(
  `${String(rows.length)} rows, ${String(rows.length - open.length)} proven, ${String(open.length)} open\n`,
);
for (const { row } of open) process.stdout.write(`open  ${row.id}  ${row.open ?? ''}\n`);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
