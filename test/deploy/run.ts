import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse, parseAllDocuments } from 'yaml';

import { callsDrainMs } from '../../connector/main.ts';
import { jobsDrainMs } from '../../connector/jobs/worker.ts';
import { secretSettings } from '../../connector/security/secret-files.ts';

// `npm run check:deploy`: renders the Helm chart with Go's templates (Debian: golang-go golang-github-masterminds-sprig-dev) and holds what
// containers are given to the rules below. No container engine and no cluster is used.
const root = fileURLToPath(new URL('../..', import.meta.url));
const chart = join(root, 'deploy/helm/iterable-connector');
const faults: string[] = [];
let checks = 0;
const check = (isRight: boolean, what: string): void => {
  checks += 1;
  if (!isRight) faults.push(what);
};

function run(command: string, args: string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (error !== undefined) throw new Error(`${command} is needed for this check and cannot be run: ${error.message}`);
  check(status === 0, `${command} ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

interface Container {
  image: string;
  securityContext?: {
    readOnlyRootFilesystem?: boolean;
    allowPrivilegeEscalation?: boolean;
    capabilities?: { drop?: string[] };
  };
  resources?: { limits?: { memory?: string } };
  readinessProbe?: object;
}
interface Resource {
  kind: string;
  metadata: { name: string };
  spec: {
    replicas?: number;
    selector?: { matchLabels?: Record<string, string> } & Record<string, unknown>;
    template?: {
      metadata: { labels: Record<string, string> };
      spec: { securityContext?: { runAsNonRoot?: boolean }; containers: Container[] };
    };
  };
}

function render(values: string): Resource[] {
  const folder = mkdtempSync(join(tmpdir(), 'itc-chart-'));
  try {
    const file = join(folder, 'values.yaml');
    writeFileSync(file, values);
    const text = run('go', ['run', join(root, 'test/deploy/render.go'), chart, file], {
      GO111MODULE: 'off',
      GOPATH: '/usr/share/gocode',
    });
    const documents = parseAllDocuments(text);
    for (const { errors } of documents) check(errors.length === 0, `the chart is no YAML: ${errors[0]?.message ?? ''}`);
    return documents.map((document) => document.toJSON() as Resource | null).filter((one) => one !== null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkWorkloads(resources: Resource[], kinds: string[]): void {
  check(
    JSON.stringify(resources.map(({ kind }) => kind).sort()) === JSON.stringify(kinds.sort()),
    `the chart makes ${kinds.join(', ')}`,
  );
  const labels = resources.flatMap(({ spec }) => (spec.template === undefined ? [] : [spec.template.metadata.labels]));
  for (const { kind, metadata, spec } of resources) {
    const place = `${kind} ${metadata.name}`;
    if (kind === 'Service') {
      const matches = labels.filter((own) =>
        Object.entries(spec.selector ?? {}).every(([key, value]) => own[key] === value),
      );
      check(matches.length === 1, `${place} reaches the receivers alone`);
    }
    const { template } = spec;
    if (template === undefined) continue;
    const wanted = Object.entries(spec.selector?.matchLabels ?? {});
    check(
      wanted.every(([key, value]) => template.metadata.labels[key] === value),
      `${place} selects its own pods`,
    );
    check(template.spec.securityContext?.runAsNonRoot === true, `${place} runs without root`);
    for (const { securityContext: rights, resources: bounds, readinessProbe } of template.spec.containers) {
      check(rights?.readOnlyRootFilesystem === true, `${place} cannot write its image`);
      check(rights?.allowPrivilegeEscalation === false, `${place} gains no rights`);
      check(rights?.capabilities?.drop?.includes('ALL') === true, `${place} has no capabilities`);
      check(bounds?.limits?.memory !== undefined, `${place} has a bound of memory`);
      check(readinessProbe !== undefined, `${place} says when it is ready`);
    }
  }
}

interface ComposeService {
  build?: object;
  image?: string;
  read_only?: boolean;
  cap_drop?: string[];
  restart?: string;
  environment?: Record<string, string>;
  secrets?: string[];
  stop_grace_period?: string;
  ports?: string[];
}

function checkCompose(file: string, built: number): void {
  const text = readFileSync(join(root, 'deploy/compose', file), 'utf8');
  const { services, secrets } = parse(text, { merge: true }) as {
    services: Record<string, ComposeService>;
    secrets: Record<string, { file?: string }>;
  };
  const own = Object.entries(services).filter(([, { build }]) => build !== undefined);
  check(own.length === built, `${file} runs ${String(built)} processes of the connector`);
  for (const [name, service] of Object.entries(services)) {
    check(service.restart !== undefined, `${file}: ${name} comes back after a crash`);
    check(
      (service.ports ?? []).every((port) => port.startsWith('127.0.0.1:')),
      `${file}: ${name} is open to this machine alone`,
    );
    check(service.image === undefined || /:[\w.-]+$/.test(service.image), `${file}: ${name} names a version`);
  }
  // a read-only container takes secrets from files alone
  for (const [name, { file: place }] of Object.entries(secrets)) {
    check(place === `./secrets/${name}`, `${file}: the secret ${name} is a file that git leaves out`);
  }
  for (const [name, { environment = {}, secrets: given = [] }] of Object.entries(services)) {
    const files = Object.entries(environment).filter(([variable]) => variable.endsWith('_FILE'));
    check(
      files
        .map(([, path]) => path)
        .sort()
        .join() ===
        given
          .map((secret) => `/run/secrets/${secret}`)
          .sort()
          .join() && given.every((secret) => secret in secrets),
      `${file}: ${name} is given the secrets that it reads, and no others`,
    );
    check(
      !Object.keys(environment).some(
        (variable) => /PASSWORD$/.test(variable) || secretSettings.some((secret) => secret === variable),
      ),
      `${file}: ${name} has no secret in its environment`,
    );
  }
  for (const [name, { read_only, cap_drop, environment, stop_grace_period }] of own) {
    check(
      read_only === true && cap_drop?.includes('ALL') === true,
      `${file}: ${name} cannot write its image and has no capabilities`,
    );
    check(
      environment?.['ITC_MASTER_KEY_FILE'] === '/run/secrets/master-key',
      `${file}: ${name} does not start without a key`,
    );
    check(
      1_000 * Number(/^(\d+)s$/.exec(stop_grace_period ?? '')?.[1]) > callsDrainMs + jobsDrainMs,
      `${file}: ${name} may stop in its own time`,
    );
  }
}

checkWorkloads(render('{}'), ['Service', 'StatefulSet']);
checkWorkloads(render('ingress: { enabled: true, className: nginx, tlsSecret: tls }\nstorageClassName: fast\n'), [
  'Ingress',
  'Service',
  'StatefulSet',
]);
for (const values of ['', ', tlsSecret: database-tls']) {
  checkWorkloads(render(`postgres: { enabled: true${values} }\n`), [
    'Deployment',
    'Deployment',
    'PodDisruptionBudget',
    'PodDisruptionBudget',
    'Service',
  ]);
}
checkCompose('embedded.yaml', 1);
checkCompose('postgres.yaml', 4);

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
check(/^USER node$/m.test(dockerfile), 'the image runs without root');
check(!/ADD |curl |wget /.test(dockerfile), 'the image is built from the sources and the packages alone');

// the exposure that docs/operating.md tells
const unit = join(root, 'deploy/systemd/iterable-connector.service');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
if (hasSystemd) {
  run('systemd-analyze', ['verify', unit]);
  run('systemd-analyze', ['security', '--offline=true', '--threshold=15', '--no-pager', unit]);
} else process.stdout.write('systemd-analyze is not on this machine: the unit for systemd was not checked.\n');

for (const fault of faults) process.stderr.write(`not so: ${fault}\n`);
process.stdout.write(`Deployment: ${String(checks - faults.length)} of ${String(checks)} checks hold.\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
