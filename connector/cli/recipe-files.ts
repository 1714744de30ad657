import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Problem } from '../../recipes/recipe.ts';
import { readText } from './action-input.ts';
import { CliFailure } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { locateText, problemLines, type LocatedText, type Place } from './recipe-place.ts';
import { recipeNameOf, recipeSkeleton } from './recipe-skeleton.ts';
import { safeLine } from './text-table.ts';

type PlacedProblem = Omit<Problem, 'code'> & { code: string } & Partial<Place>;

function place(problem: Problem, text: LocatedText): PlacedProblem {
  return { ...problem, ...(text.placeOf(problem.path) ?? {}) };
}

/** Reads a recipe file; a text that is not YAML or JSON ends the command with line and column. */
async function readRecipe(tools: Tools, file: string): Promise<{ text: string; located: LocatedText }> {
  const text = await readText(tools.io, file);
  const located = locateText(text);
  if (located.syntax !== null) {
    const { line, column, message } = located.syntax;
    const error = new ConnectorError('ITC_RECIPE_SYNTAX', `${file}:${line}:${column}: ${message}`, {
      details: { file, line, column },
    });
    throw new CliFailure({ ...error.toJSON() }, exitCodes.usage);
  }
  return { text, located };
}

/** `itc recipe validate`: 0 without problems, 2 for a text that is no recipe document, 7 for problems. */
export async function validate(tools: Tools, file: string): Promise<ExitCode> {
  const { text, located } = await readRecipe(tools, file);
  const { problems } = await tools.api.post<{ problems: Problem[] }>('/recipes/validate', { text });
  const placed = problems.map((problem) => place(problem, located));
  tools.out.show({ file, problems: placed }, () =>
    placed.length === 0
      ? [`${file}: no problems`]
      : placed.flatMap((problem) => problemLines(file, problem)).map(safeLine),
  );
  if (placed.length === 0) return exitCodes.ok;
  return placed.some(({ code }) => code === 'ITC_RECIPE_SYNTAX') ? exitCodes.usage : exitCodes.differences;
}

interface AppliedRecipe {
  name: string;
  version: number;
  enabled: boolean;
  journeyUrl?: string | null;
}

/** `itc recipe apply`: saves a new version, with the faults placed in the file when it is refused. */
export async function apply(
  tools: Tools,
  file: string,
  { enable, expectedVersion, grant }: { enable?: boolean; expectedVersion?: number; grant?: string[] },
): Promise<undefined> {
  const { text, located } = await readRecipe(tools, file);
  try {
    const saved = await tools.api.post<AppliedRecipe>('/recipes', { text, enable, expectedVersion, grant });
    tools.out.show(saved, () => [
      safeLine(`${saved.name} is saved as version ${saved.version} and ${saved.enabled ? 'enabled' : 'not enabled'}.`),
      ...(saved.journeyUrl ? [`journey webhook address  ${safeLine(saved.journeyUrl)}`] : []),
    ]);
    if (!saved.enabled) tools.out.note(`Switch it on with \`itc recipe enable ${saved.name}\`.`);
    return undefined;
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    throw placeProblems(error, file, located, tools);
  }
}

function placeProblems(failure: CliFailure, file: string, located: LocatedText, { out }: Tools): CliFailure {
  const { details } = failure.json as { details?: { problems?: Problem[] } };
  if (!Array.isArray(details?.problems)) return failure;
  const problems = details.problems.map((problem) => place(problem, located));
  for (const line of problems.flatMap((problem) => problemLines(file, problem))) out.note(safeLine(line));
  return new CliFailure({ ...failure.json, details: { ...details, file, problems } }, failure.exitCode);
}

export interface NewOptions {
  from: string;
  name?: string;
  connection?: string;
  event?: string;
  output?: string;
  force?: boolean;
}

/** `itc recipe new`: writes a document to start from; needs no server. */
export async function create({ io, out }: Tools, target: string, options: NewOptions): Promise<undefined> {
  const name = options.name ?? recipeNameOf(target);
  if (name === '')
    throw new ConnectorError('ITC_USAGE', `No recipe name can be made of "${target}".`, { hint: 'Give --name.' });
  const text = await recipeSkeleton({ ...options, name, connection: options.connection, event: options.event });
  const file = options.output ?? (/\.(ya?ml|json)$/i.test(target) ? target : `${name}.yaml`);
  if (file === '-') {
    out.show({ name, file: null, text }, () => [text.trimEnd()]);
    return undefined;
  }
  try {
    await writeFile(resolve(io.cwd, file), text, { flag: options.force ? 'w' : 'wx' });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new ConnectorError('ITC_USAGE', `The file ${file} ${exists ? 'exists already' : 'cannot be written'}.`, {
      hint: exists ? 'Choose another name, or overwrite it with --force.' : 'Check the path.',
      cause,
    });
  }
  out.show({ name, file }, () => [`Wrote ${file}.`]);
  out.note(`Next: itc recipe validate ${file}`);
  return undefined;
}
