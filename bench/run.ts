/** `npm run bench -- <name>`: each benchmark prints its own table; figures are ratios within one run, for machines are noisy. */
const benchmarks = [
  'intake',
  'jobs',
  'infer',
  'bulk',
  'bulk-long',
  'growth',
  'install',
  'n8n',
  'n8n-postgres',
  'node-red',
  'postgres',
] as const;
// minutes long, so they run only when they are asked for
const longOnes: readonly string[] = ['bulk-long', 'growth', 'install', 'n8n', 'n8n-postgres', 'node-red', 'postgres'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(benchmarks as readonly string[]).includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. Choose from ${benchmarks.join(', ')}.\n`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : benchmarks.filter((name) => !longOnes.includes(name))) {
  const { default: run } = (await import(`./${name}.ts`)) as { default: () => Promise<void> };
  await run();
}
