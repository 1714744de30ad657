import { readFile } from 'node:fs/promises';

import { actions, picklists } from '../../actions/index.ts';
import { readApiDescription, type Swagger } from './api-description.ts';
import { checkApi } from './check-api.ts';
import { exceptions } from './exceptions.ts';

// Compares all actions with a copy of Iterable's Swagger 2.0 description, which is not part of this project.
const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: npm run check:api -- <iterable-swagger.json>\n');
  process.exit(2);
}
const swagger = JSON.parse(await readFile(file, 'utf8')) as Swagger;
const startedAt = performance.now();
const seed = Number(process.env.ITC_API_SEED ?? 1);
const report = await checkApi({
  description: readApiDescription(swagger),
  actions,
  picklists,
  exceptions,
  seed,
  runs: 5,
});
const seconds = Math.round((performance.now() - startedAt) / 1000);
process.stdout.write(`${JSON.stringify({ seed, seconds, ...report }, null, 2)}\n`);
const { faults, unusedExceptions, notInSandbox, neverAccepted } = report;
process.exit([...faults, ...unusedExceptions, ...notInSandbox, ...neverAccepted].length === 0 ? 0 : 1);
