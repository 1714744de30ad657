import { z } from 'zod';

import type { WebAction } from './define-web-action.ts';
import type { Action, Example, FieldHints, Picklist, ProjectType, Trigger } from './define.ts';
import { ConnectorError } from '../errors/connector-error.ts';
import { buildUrl } from './iterable/build-url.ts';
import { pathText } from './iterable/check-input.ts';
import { prepareCall } from './iterable/prepare-call.ts';

/** The part of JSON Schema that forms are drawn from. */
export interface FormSchema {
  type?: string;
  title?: string;
  properties?: Record<string, FormSchema>;
  items?: FormSchema;
  additionalProperties?: unknown;
  form?: Pick<FieldHints, 'picklist'>;
  [key: string]: unknown;
}

/** JSON Schema (draft 2020-12) of what a person may enter; conversions show the form before them. */
export const inputSchema = (schema: z.ZodType): FormSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as FormSchema;

/** JSON Schema (draft 2020-12) of what a step gives. */
export const outputSchema = (schema: z.ZodType): FormSchema =>
  z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as FormSchema;

type Fail = (path: string, problem: string) => never;

/** @param file where the fault is, as `folder/name` */
export function failWith(file: string): Fail {
  return (path, problem) => {
    throw new ConnectorError('ITC_DECLARATION_INVALID', `${file}: ${path}: ${problem}`, { details: { file, path } });
  };
}

/** Throws ITC_DECLARATION_INVALID, naming resource/name and the path of the fault, for an action that breaks the contract. */
export function checkAction(action: Action, picklists: ReadonlyMap<string, Picklist>): void {
  const fail: Fail = failWith(`actions/${action.resource}/${action.name}`);
  checkTexts(action, fail);
  if (!/^[a-z][a-z0-9_]*$/.test(action.resource)) fail('resource', 'expected the name of the folder below actions/');
  checkForm(action.input, picklists, fail, 'input');
  checkEndpoint(action, fail);
  checkBatch(action, fail);
  checkReadFirst(action, fail);
  checkSecrets(action, fail);
  checkBulkForm(action, fail);
  if (action.readText !== undefined && action.answer !== 'plain') fail('readText', 'only a `plain` answer is read so');
  const { horizon } = action;
  if (horizon !== undefined && inputSchema(action.input).properties?.[horizon.field] === undefined) {
    fail('horizon.field', `the input has no field \`${horizon.field}\``);
  }
  checkAntiExamples(action, fail);
  if (action.examples.length === 0) fail('examples', 'expected at least one');
  for (const index of action.examples.keys()) checkExample(action, index, fail);
}

function checkBulkForm({ bulkForm, batch }: Action, fail: Fail): void {
  if (bulkForm === undefined) return;
  if (batch !== undefined) fail('bulkForm', 'an action with a batch is one already');
  if (bulkForm.action.batch === undefined) fail('bulkForm.action', 'expected an action with a batch');
  if (typeof bulkForm.action.endpoint === 'function') fail('bulkForm.action', 'expected one fixed endpoint');
}

/** As `checkAction`, for a call to another system. */
export function checkWebAction(action: WebAction): void {
  const fail: Fail = failWith(`actions/${action.resource}/${action.name}`);
  checkTexts(action, fail);
  checkForm(action.input, new Map(), fail, 'input');
  checkSecrets(action, fail);
  checkAntiExamples(action, fail);
  for (const [index, example] of action.examples.entries()) {
    const at = `examples[${index}]`;
    if (!action.input.safeParse(example.input).success) fail(`${at}.input`, 'the schema refuses it');
    if (!action.output.safeParse(example.output).success) fail(`${at}.output`, 'the output schema refuses it');
  }
}

function checkAntiExamples({ antiExamples, input: schema }: Pick<Action, 'antiExamples' | 'input'>, fail: Fail): void {
  if (antiExamples.length < 3) fail('antiExamples', 'expected at least three refused inputs with the reason');
  for (const [index, { input, reason }] of antiExamples.entries()) {
    if (reason.trim() === '') fail(`antiExamples[${index}].reason`, 'expected a sentence');
    if (schema.safeParse(input).success) fail(`antiExamples[${index}].input`, 'the schema accepts it');
  }
}

function checkTexts(declaration: Pick<Action, 'name' | 'title' | 'summary' | 'docs'>, fail: Fail): void {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(declaration.name)) fail('name', 'expected snake_case');
  if (declaration.title.trim() === '') fail('title', 'expected a text');
  if (!/\S.*\.$/.test(declaration.summary)) fail('summary', 'expected a sentence that ends with a full stop');
  if (!URL.canParse(declaration.docs) || !declaration.docs.startsWith('https://'))
    fail('docs', 'expected an https address');
}

function checkForm(schema: z.ZodType, picklists: ReadonlyMap<string, Picklist>, fail: Fail, at: string): void {
  const form = inputSchema(schema);
  if (form.type !== 'object' || form.additionalProperties !== false) fail(at, 'expected z.strictObject');
  checkFields(form, picklists, fail, at);
}

function checkFields(form: FormSchema, picklists: ReadonlyMap<string, Picklist>, fail: Fail, at: string): void {
  for (const [key, fieldForm] of Object.entries(form.properties ?? {})) {
    const path = `${at}.${key}`;
    if (fieldForm.title === undefined || fieldForm.title === '') fail(path, 'expected .meta(field({ title }))');
    const { picklist } = fieldForm.form ?? {};
    if (picklist !== undefined) {
      const known = picklists.get(picklist.name) ?? fail(path, `there is no pick list \`${picklist.name}\``);
      const arg = Object.keys(picklist.args ?? {}).find((name) => !Object.hasOwn(known.args, name));
      if (arg !== undefined) fail(path, `the pick list \`${picklist.name}\` has no argument \`${arg}\``);
    }
    checkFields(fieldForm, picklists, fail, path);
    if (fieldForm.items !== undefined) checkFields(fieldForm.items, picklists, fail, `${path}[]`);
  }
}

function checkEndpoint(action: Action, fail: Fail): void {
  if (typeof action.endpoint === 'function') return;
  const { path, limit } = action.endpoint;
  if (!/^\/api\/[\w{}/.-]+$/.test(path) || path.includes('//'))
    fail('endpoint.path', 'expected a path that begins with /api/');
  if (limit !== undefined && !(limit.calls > 0 && limit.perMs > 0)) fail('endpoint.limit', 'expected positive numbers');
  const isHeld = action.effect !== 'send' || action.idempotent === true || action.onUnknownOutcome !== 'retry';
  if (!isHeld) fail('onUnknownOutcome', 'a send that is not idempotent must not be retried');
}

function checkBatch(action: Action, fail: Fail): void {
  const { batch } = action;
  if (action.identity === 'items' && batch === undefined) fail('batch', 'identity `items` needs a batch');
  if (batch === undefined) return;
  const list = inputSchema(action.input).properties?.[batch.items];
  if (list?.type !== 'array') fail('batch.items', `the input has no list \`${batch.items}\``);
  if (!(batch.maxItems > 0 && batch.maxBytes > 0)) fail('batch', 'expected positive numbers');
  if (batch.one !== undefined && batch.maxItems !== 1) fail('batch.maxItems', 'a call without a list carries one item');
  if (action.answer !== 'bulk' && batch.one === undefined)
    fail('answer', 'a batch is answered with counts: expected `bulk`');
}

function checkReadFirst({ readFirst, identity, examples }: Action, fail: Fail): void {
  if (readFirst === undefined) return;
  if (identity !== 'user') fail('identity', 'a read before the call names the person of the call: expected `user`');
  const { endpoint } = readFirst.request({ email: 'ada@example.com', userId: 'user-1' });
  // held at start-up too: a declaration made without the type check must not write twice
  if (endpoint.method !== 'GET') fail('readFirst', 'a read before the call may only read: expected GET');
  const missing = examples.findIndex(({ current }) => current === undefined);
  if (missing >= 0) fail(`examples[${missing}].current`, 'expected the answer to the read before the call');
}

function checkSecrets({ secrets = [], input }: Pick<Action, 'secrets' | 'input'>, fail: Fail): void {
  const unknown = secrets.find((name) => inputSchema(input).properties?.[name] === undefined);
  if (unknown !== undefined) fail('secrets', `the input has no field \`${unknown}\``);
}

function checkExample(action: Action, index: number, fail: Fail): void {
  const at = `examples[${index}]`;
  const example = action.examples[index];
  const checked = action.input.safeParse(example?.input);
  const issue = checked.error?.issues[0];
  if (issue !== undefined) fail([`${at}.input`, pathText(issue.path)].join('.').replace(/\.$/, ''), issue.message);
  const output = action.output.safeParse(example?.output);
  const wrong = output.error?.issues[0];
  if (wrong !== undefined) fail([`${at}.output`, pathText(wrong.path)].join('.').replace(/\.$/, ''), wrong.message);

  const types: ProjectType[] = ['email', 'userId', 'hybrid'];
  const faults = types.map((projectType) => requestFault(action, example, projectType));
  // an example names people in one way, so it has to make a request in one project type at least
  if (!faults.includes(null)) fail(`${at}.input`, `makes no valid request: ${faults[0]}`);
}

function requestFault(action: Action, example: Example | undefined, projectType: ProjectType): string | null {
  try {
    const call = prepareCall(action, example?.input, { projectType }, 'step-key', example?.current);
    const { endpoint, parts, faults, items } = call;
    if (call.isDone) return action.readFirst === undefined ? 'the request function gives no request' : null;
    const unused = Object.keys(parts.path ?? {}).find((name) => !endpoint.path.includes(`{${name}}`));
    if (unused !== undefined) return `the path has no parameter {${unused}}`;
    buildUrl('https://api.iterable.com', endpoint, parts);
    if (endpoint.method === 'GET' && parts.body !== undefined) return 'a GET request carries no body';
    const [fault] = faults.values();
    if (fault !== undefined) return fault.message;
    return action.batch !== undefined && items.length === 0 ? 'the body holds no items' : null;
  } catch (error) {
    return error instanceof Error ? error.message : 'the request function failed';
  }
}

/** Throws ITC_DECLARATION_INVALID for a trigger that breaks the contract. */
export function checkTrigger(trigger: Trigger, picklists: ReadonlyMap<string, Picklist>): void {
  const fail: Fail = failWith(`triggers/${trigger.name}`);
  checkTexts(trigger, fail);
  checkForm(trigger.config, picklists, fail, 'config');
  for (const [index, { config, payload }] of trigger.examples.entries()) {
    if (!trigger.config.safeParse(config).success) fail(`examples[${index}].config`, 'the schema refuses it');
    if (!trigger.output.safeParse(payload).success) fail(`examples[${index}].payload`, 'the output schema refuses it');
  }
  for (const [index, { config }] of trigger.antiExamples.entries()) {
    if (trigger.config.safeParse(config).success) fail(`antiExamples[${index}].config`, 'the schema accepts it');
  }
}

/** Throws ITC_DECLARATION_INVALID for a pick list that could do more than read. */
export function checkPicklist(picklist: Picklist): void {
  const fail: Fail = failWith(`picklists/${picklist.name}`);
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(picklist.name)) fail('name', 'expected snake_case');
  if (picklist.endpoint.method !== 'GET') fail('endpoint.method', 'a pick list may only read: expected GET');
  const { limit } = picklist.endpoint;
  // a form must not use up a scarce limit such as that of exports, 4 in a minute
  if (limit !== undefined && limit.calls / limit.perMs < 1 / 1000) fail('endpoint.limit', 'too scarce for a form');
}
