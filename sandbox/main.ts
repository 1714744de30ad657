import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faultRequest } from './fault-plan.ts';
import { faultWords, parseFault } from './fault-words.ts';
import { settingsChange } from './sandbox-settings.ts';
import { startSandbox } from './start-sandbox.ts';
import type { Sandbox, SandboxOptions } from './start-sandbox.ts';
import { featureNames } from './world.ts';

// the others are said by the word and the path, or need JSON
const faultOptions = Object.keys(faultRequest.omit({ match: true, kind: true, body: true, headers: true }).shape);

const usage = `sandbox [--port 4010] [--host 127.0.0.1] [--state file.json] [--region us|eu] [--project-type email|userId|hybrid]
        [--key KEY[:server|javascript|mobile[:JWT-SECRET]]]... [--no-limits] [--retry-after none|seconds|date] [--latency MS]
        [--feature ${featureNames.join('|')}]...
        [--echo-bad-json] [--refuse-unknown-fields] [--disallow EVENT]... [--webhook URL]... [--webhook-token TOKEN]
        [--fault FAULT]...

FAULT   WORD[@[METHOD ]PATH][,OPTION=VALUE]... or JSON, such as 429@/api/email/target,times=2,retryAfter=3
WORD    a status of three digits, ${Object.keys(faultWords).join(', ')}
OPTION  ${faultOptions.join(', ')}
`;

const options = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  state: { type: 'string' },
  region: { type: 'string', default: 'us' },
  'project-type': { type: 'string', default: 'email' },
  key: { type: 'string', multiple: true, default: [] as string[] },
  'no-limits': { type: 'boolean', default: false },
  'retry-after': { type: 'string', default: 'none' },
  latency: { type: 'string', default: '0' },
  feature: { type: 'string', multiple: true, default: [] as string[] },
  'echo-bad-json': { type: 'boolean', default: false },
  'refuse-unknown-fields': { type: 'boolean', default: false },
  disallow: { type: 'string', multiple: true, default: [] as string[] },
  webhook: { type: 'string', multiple: true, default: [] as string[] },
  'webhook-token': { type: 'string' },
  fault: { type: 'string', multiple: true, default: [] as string[] },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Starts the sandbox from command-line words and prints its address and key as one line. `--webhook-token` is sent as
 * OAuth2. Resolves to undefined after `--help`; rejects on words that make no sense.
 */
export async function runSandbox(argv: readonly string[]): Promise<Sandbox | undefined> {
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  if (values.help) {
    process.stdout.write(usage);
    return undefined;
  }
  const checked = settingsChange.parse({
    region: values.region,
    projectType: values['project-type'],
    retryAfter: values['retry-after'],
    latencyMs: Number(values.latency),
    limits: !values['no-limits'],
    echoBadJson: values['echo-bad-json'],
    refuseUnknownFields: values['refuse-unknown-fields'],
    ...(values.feature.length > 0 ? { features: values.feature } : {}),
    ...(values.disallow.length > 0 ? { disallowedEventNames: values.disallow } : {}),
    ...(values.key.length > 0
      ? {
          apiKeys: values.key.map((word) => {
            const [key, kind = 'server', jwtSecret] = word.split(':');
            return { key, kind, region: values.region, jwtSecret };
          }),
        }
      : {}),
  });
  const token = values['webhook-token'];
  const sandbox = await startSandbox({
    ...(checked as SandboxOptions),
    port: Number(values.port),
    host: values.host,
    ...(values.state === undefined ? {} : { stateFile: values.state }),
    webhooks: values.webhook.map((url) => ({
      url,
      ...(token === undefined ? {} : { authType: 'OAuth2' as const, authToken: token }),
    })),
    faults: values.fault.map(parseFault),
  });
  process.stdout.write(`Iterable sandbox at ${sandbox.url} with Api-Key ${sandbox.key}\n`);
  return sandbox;
}

function isEntryPoint(): boolean {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url);
}

if (isEntryPoint()) {
  runSandbox(process.argv.slice(2)).then(
    (sandbox) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          void sandbox?.close().then(() => process.exit(0));
        });
      }
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
      process.exitCode = 2;
    },
  );
}
