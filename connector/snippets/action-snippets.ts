import { stringify } from 'yaml';

import { isWebAction, type StepAction, type WebRequest } from '../define-web-action.ts';
import type { Action, Endpoint, ProjectType, RequestParts } from '../define.ts';
import type { Json } from '../../errors/json.ts';
import { buildUrl, iterableHosts } from '../iterable/build-url.ts';
import { prepareCall } from '../iterable/prepare-call.ts';
import { personOf } from '../iterable/read-first.ts';

/** One example of an action in the ways in which it can be used; free of any real key. */
export interface ActionSnippets {
  /** a step of a recipe */
  yaml: string;
  /** a call of the command line */
  cli: string;
  /** the call to Iterable, with the key in $ITERABLE_API_KEY */
  curl: string;
  /** a call of the REST API */
  typescript: string;
}

const projectTypes: readonly ProjectType[] = ['email', 'userId', 'hybrid'];
const json = (value: unknown): string => JSON.stringify(value, null, 2);
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
// the delimiter is quoted, so the shell expands nothing in between
const heredoc = (value: unknown): string => `<<'JSON'\n${json(value)}\nJSON`;

/** The snippets of one example of an action. @param index which example; the first unless given */
export function actionSnippets(action: StepAction, index = 0): ActionSnippets {
  const { name } = action;
  const input = (action.examples[index]?.input ?? {}) as Json;
  return {
    yaml: stringify([{ id: name, use: name, with: input }], { lineWidth: 0 }).trimEnd(),
    cli: `itc actions run ${name} --input - ${heredoc(input)}`,
    curl: isWebAction(action) ? webCurl(action.request(input)) : curlCalls(action, index).join('\n\n'),
    typescript: [
      `const answer = await fetch('http://127.0.0.1:3000/api/v1/actions/${name}/run', {`,
      "  method: 'POST',",
      "  headers: { Authorization: `Bearer ${process.env.ITC_ADMIN_TOKEN}`, 'Content-Type': 'application/json' },",
      `  body: JSON.stringify(${json({ connection: 'production', input }).replaceAll('\n', '\n  ')}),`,
      '});',
      'const { outcome, output, error } = await answer.json();',
    ].join('\n'),
  };
}

/** A call to another system, with secrets as variables of the shell. */
function webCurl({ method, url, headers, secretHeaders, body, signWith }: WebRequest): string {
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    ...headers.map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    ...secretHeaders.map(({ name, secret, prefix }) => `-H "${name}: ${prefix}$${secret.toUpperCase()}"`),
    ...(signWith === undefined
      ? []
      : ['-H "webhook-id: $ID"', '-H "webhook-timestamp: $TIME"', '-H "webhook-signature: $SIGNATURE"']),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** The requests of an example, in the first project type that names people as it does. */
function curlCalls(action: Action, index: number): string[] {
  const example = action.examples[index] ?? action.examples[0];
  let fault: unknown;
  for (const projectType of projectTypes) {
    try {
      const call = prepareCall(action, example.input, { projectType }, 'step-key', example.current);
      const write = call.isDone ? [] : [curl(call.endpoint, call.parts)];
      if (action.readFirst === undefined) return write;
      const read = action.readFirst.request(personOf(action, call.input, { projectType }));
      return [curl(read.endpoint, read.parts), ...write];
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault;
}

function curl(endpoint: Endpoint, parts: RequestParts): string {
  const { method } = endpoint;
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(buildUrl(iterableHosts.us, endpoint, parts))}`,
    '  -H "Api-Key: $ITERABLE_API_KEY"',
  ];
  const isBodied = method !== 'GET' && parts.body !== undefined;
  const call = isBodied
    ? [...lines, "  -H 'Content-Type: application/json'", `  --data-binary @- ${heredoc(parts.body)}`]
    : lines;
  return call.join(' \\\n');
}
