import { dateFunctions } from './functions/date-functions.ts';
import { listFunctions } from './functions/list-functions.ts';
import { numberFunctions } from './functions/number-functions.ts';
import { objectFunctions } from './functions/object-functions.ts';
import { textFunctions } from './functions/text-functions.ts';
import { valueFunctions } from './functions/value-functions.ts';
import type { MappingFunction } from './mapping-function.ts';

/** Every function that pills may use, in the order shown to users. */
export const mappingFunctions: readonly MappingFunction[] = [
  ...valueFunctions,
  ...textFunctions,
  ...numberFunctions,
  ...listFunctions,
  ...objectFunctions,
  ...dateFunctions,
];

/** The same by name; a map, since names come from users. */
export const functionsByName: ReadonlyMap<string, MappingFunction> = new Map(
  mappingFunctions.map((entry) => [entry.name, entry]),
);

/** How a function is written, e.g. `truncate: characters, ending?`. */
export function functionSignature({ name, args }: MappingFunction): string {
  const words = args.map((arg) => `${arg.name}${arg.rest ? ', …' : ''}${arg.optional ? '?' : ''}`);
  return words.length === 0 ? name : `${name}: ${words.join(', ')}`;
}

/** What is wrong with the number of arguments; `undefined` if nothing. */
export function argumentCountFault(entry: MappingFunction, count: number): string | undefined {
  const least = entry.args.filter((arg) => !arg.optional).length;
  const most = entry.args.some((arg) => arg.rest) ? Infinity : entry.args.length;
  if (count >= least && count <= most) return undefined;
  return `The function ${entry.name} is written \`${functionSignature(entry)}\`, but has ${String(count)} argument${count === 1 ? '' : 's'}.`;
}

/** The table of docs/mapping.md. */
export function functionTable(): string {
  const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
  const rows = mappingFunctions.map(
    (entry) =>
      `| ${code(functionSignature(entry))} | ${entry.summary} | ${code(entry.example.text)} | ${code(JSON.stringify(entry.example.gives))} |`,
  );
  return ['| Function | What it does | Example | Gives |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
