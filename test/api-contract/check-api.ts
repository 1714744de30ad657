import type { Action, Batch, Picklist, ProjectType } from '../../connector/define.ts';
import { inputSchema } from '../../connector/check-declaration.ts';
import { buildUrl } from '../../connector/iterable/build-url.ts';
import { createIterableClient } from '../../connector/iterable/client.ts';
import { createPicklistLoader } from '../../connector/iterable/load-picklist.ts';
import { prepareCall, type PreparedCall } from '../../connector/iterable/prepare-call.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { findRoute } from '../../sandbox/route-table.ts';
import { featureNames } from '../../sandbox/world.ts';
import { limitText, operationName, type ApiDescription, type Call } from './api-description.ts';
import { applyExceptions, type Exception } from './exceptions.ts';
import { sampleInputs } from './sample-inputs.ts';
import { sandboxStory, storyTime } from './sandbox-story.ts';

export interface ApiReport {
  actions: number;
  /** calls whose form was checked */
  calls: number;
  /** answers of the sandbox that were checked against a model */
  answers: number;
  faults: string[];
  unusedExceptions: string[];
  /** operations of the actions that the sandbox does not have */
  notInSandbox: string[];
  /** operations of the sandbox that accepted none of the calls, so that no answer was checked */
  neverAccepted: string[];
  /** operations of the description without an action */
  withoutAction: string[];
}

export interface ApiCheck {
  description: ApiDescription;
  actions: readonly Action[];
  picklists: readonly Picklist[];
  exceptions: readonly Exception[];
  seed: number;
  /** generated values per field */
  runs: number;
}

/** Checks the calls of all actions, the answers in their examples and the sandbox's answers against the description. */
export async function checkApi(check: ApiCheck): Promise<ApiReport> {
  const sandbox = await startSandbox({ limits: false, features: [...featureNames] });
  const staged = await startSandbox({ limits: false, features: [...featureNames], now: () => storyTime });
  try {
    return await checkAgainst(check, sandbox, staged);
  } finally {
    await Promise.all([sandbox.close(), staged.close()]);
  }
}

async function checkAgainst(
  { description, ...check }: ApiCheck,
  sandbox: Sandbox,
  staged: Sandbox,
): Promise<ApiReport> {
  const faults = new Map<string, string>();
  const seen = { calls: 0, answers: 0 };
  const operations = new Set<string>();
  const asked = new Set<string>();
  const accepted = new Set<string>();
  const missing = new Set<string>();
  const choose = chooser(check.picklists, sandbox);

  /** Makes the call and checks the answer; the status, or 0 where the sandbox has no such operation. */
  const tryOn = async (target: Sandbox, action: Action, call: PreparedCall): Promise<number> => {
    const name = operationName(call.endpoint);
    const url = new URL(buildUrl(target.url, call.endpoint, call.parts));
    const route = findRoute(call.endpoint.method, url.pathname)?.route;
    // /api/campaigns/metrics is not /api/campaigns/{id} with the id "metrics"
    if (route === undefined || operationName(route) !== name) {
      missing.add(name);
      return 0;
    }
    asked.add(name);
    const { status, body } = await ask(target, url, call);
    if (status >= 300) return status;
    accepted.add(name);
    seen.answers += 1;
    for (const fault of description.checkAnswer(call.endpoint, status, unwrap(action, body)))
      if (!faults.has(fault)) faults.set(fault, action.name);
    return status;
  };

  for (const action of check.actions) {
    const note = (found: readonly string[]): void => {
      for (const fault of found) if (!faults.has(fault)) faults.set(fault, action.name);
    };
    const { inputs, untried } = sampleInputs(action, check);
    note(untried.map((field) => `${action.name} field ${field} was in no call`));
    for (const input of inputs) {
      for (const projectType of ['email', 'userId', 'hybrid'] as const) {
        const call = prepare(action, withUserId(input, projectType), projectType);
        if (call === null) continue;
        seen.calls += 1;
        operations.add(operationName(call.endpoint));
        note(description.checkCall(describe(call)));
        note(checkLimit(action, call, description));
      }
    }
    for (const { input, output } of action.examples) {
      const call = prepare(action, input, 'email') ?? prepare(action, withUserId(input, 'userId'), 'userId');
      if (call !== null && isAnswer(action, output)) note(description.checkAnswer(call.endpoint, 200, asSent(output)));
    }
    const choices = await choose(action);
    for (const input of inputs) {
      const call = prepare(action, choices === null ? input : { ...input, ...keepKeys(choices, input) }, 'email');
      if (call === null) continue;
      await tryOn(sandbox, action, call);
    }
  }
  for (const [name, input] of sandboxStory) {
    const action = check.actions.find((one) => one.name === name);
    const call = action && prepare(action, typeof input === 'function' ? input(staged) : input, 'hybrid');
    if (action === undefined || !call) continue;
    const status = await tryOn(staged, action, call);
    if (status >= 300) faults.set(`the sandbox answers ${status} to the prepared call of ${name}`, name);
  }
  const { faults: left, unused } = applyExceptions(faults.keys(), check.exceptions);
  return {
    actions: check.actions.length,
    ...seen,
    faults: left.map((fault) => `${fault} (${faults.get(fault) ?? ''})`),
    unusedExceptions: unused,
    notInSandbox: [...missing].sort(),
    neverAccepted: [...asked].filter((name) => !accepted.has(name)).sort(),
    withoutAction: description.operations.filter((name) => !operations.has(name)).sort(),
  };
}

function prepare(action: Action, input: unknown, projectType: ProjectType): PreparedCall | null {
  try {
    const call = prepareCall(action, input, { projectType }, 'step-key');
    if (call.faults.size > 0 || (action.batch !== undefined && call.items.length === 0)) return null;
    return action.batch?.one === undefined ? call : singleCall(action.batch, call);
  } catch (error) {
    // a person that this project type does not know by that name, or a made-up value without one
    if (error instanceof ConnectorError) return null;
    throw error;
  }
}

/** The first call of a list whose endpoint takes one person at a time. */
function singleCall({ items, one }: Batch, call: PreparedCall): PreparedCall {
  const { [items]: _, ...frame } = call.parts.body ?? {};
  const body = one?.(frame, call.items[0]?.body ?? {}) ?? frame;
  return { ...call, parts: { ...call.parts, body: JSON.parse(JSON.stringify(body)) as JsonObject } };
}

function checkLimit(action: Action, { endpoint }: PreparedCall, description: ApiDescription): string[] {
  // where the input names the path, no limit can be declared
  if (typeof action.endpoint === 'function') return [];
  const published = description.publishedLimit(endpoint) ?? 'none';
  const declared = endpoint.limit === undefined ? 'none' : limitText(endpoint.limit);
  return published === declared
    ? []
    : [`${operationName(endpoint)} limit: published ${published}, declared ${declared}`];
}

const describe = ({ endpoint, parts }: PreparedCall): Call => ({
  method: endpoint.method,
  path: endpoint.path,
  pathValues: parts.path ?? {},
  query: parts.query ?? {},
  body: parts.body,
});

/** Examples name people by address; projects that go by user ID need one. */
function withUserId(input: unknown, projectType: ProjectType): unknown {
  if (projectType !== 'userId' || typeof input !== 'object' || input === null) return input;
  return {
    ...input,
    ...('email' in input ? { userId: 'user-1' } : {}),
    ...('recipientEmail' in input ? { recipientUserId: 'user-1' } : {}),
  };
}

/** Whether the output of an example is Iterable's answer, and not what the runtime makes of it. */
const isAnswer = ({ batch, readText }: Action, output: Json): boolean =>
  batch === undefined &&
  readText === undefined &&
  output !== null &&
  !(isObject(output) && (output.found === false || output.changed === false));

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Catalogs are described without the envelope that they come in. */
const unwrap = ({ answer }: Action, body: Json): Json =>
  answer === 'wrapped' && isObject(body) && isObject(body.params ?? null) ? (body.params ?? null) : body;

/** The answer behind an output: documents are given as `{ text }`. */
const asSent = (output: Json): Json =>
  isObject(output) && Object.keys(output).join() === 'text' ? (output.text ?? null) : output;

/** Real things of the sandbox for the fields of an action that have a pick list; null when it has none of them. */
function chooser(picklists: readonly Picklist[], sandbox: Sandbox) {
  const client = createIterableClient({ now: Date.now, sleep: async () => undefined, random: () => 0 });
  const loader = createPicklistLoader({ client, now: Date.now });
  const connection = {
    id: 'sandbox',
    name: 'sandbox',
    region: 'us',
    sandboxUrl: sandbox.url,
    projectType: 'email',
    apiKey: sandbox.key,
  } as const;
  return async (action: Action): Promise<JsonObject | null> => {
    const choices: JsonObject = {};
    for (const [key, { form, type, anyOf }] of Object.entries(inputSchema(action.input).properties ?? {})) {
      const picklist = picklists.find(({ name }) => name === form?.picklist?.name);
      if (picklist === undefined) continue;
      const args = Object.fromEntries(
        Object.entries(form?.picklist?.args ?? {}).map(([arg, value]) => [arg, String(value)]),
      );
      const loaded = await loader.load(connection, picklist, args).catch(() => ({ options: [] }));
      const value = loaded.options[0]?.value;
      const isList = type === 'array' || JSON.stringify(anyOf ?? '').includes('"array"');
      if (value !== undefined) choices[key] = isList ? [value] : value;
    }
    return Object.keys(choices).length === 0 ? null : choices;
  };
}

const keepKeys = (choices: JsonObject, input: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(choices).filter(([key]) => Object.hasOwn(input, key)));

async function ask(
  sandbox: Sandbox,
  url: URL,
  { endpoint, parts }: PreparedCall,
): Promise<{ status: number; body: Json }> {
  const body = endpoint.method === 'GET' ? undefined : parts.body;
  const response = await fetch(url, {
    method: endpoint.method,
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
    headers: { 'Api-Key': sandbox.key, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('application/json');
  return { status: response.status, body: isJson && text !== '' ? (JSON.parse(text) as Json) : text };
}
