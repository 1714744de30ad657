import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type CallToolResult,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Effect, Outcome } from '../define.ts';

/** An action as the catalogue of the REST API shows it. */
export interface ToolAction {
  name: string;
  resource: string;
  title: string;
  summary: string;
  docs: string;
  requires: string | null;
  /** `depends`: the input decides */
  effect: Effect | 'depends';
  /** null: the input decides */
  idempotent: boolean | null;
  /** JSON Schema of an object */
  input: unknown;
}

/** What a tool call gives; `error` is of the coded table. */
export interface ToolAnswer {
  outcome: Outcome | null;
  output: unknown;
  items: unknown;
  error: unknown;
}

/** What the tools stand on: a connector in this process, or one that is reached by REST. */
export interface ToolActions {
  list(): Promise<ToolAction[]>;
  /** runs the action once; what is wrong before the call is an `error` too, with the outcome null */
  run(name: string, input: Record<string, unknown>): Promise<ToolAnswer>;
}

export interface McpOptions {
  version: string;
  actions: ToolActions;
  /** effects that tools may have; an agent without a grant can only read */
  grants: ReadonlySet<Effect>;
  /** only actions of these resources; all when left out */
  resources?: ReadonlySet<string>;
}

const everything: readonly Effect[] = ['read', 'write', 'send'];

/** Whether the grants cover what the action may do. */
export const isGranted = (grants: ReadonlySet<Effect>, effect: ToolAction['effect']): boolean =>
  effect === 'depends' ? everything.every((one) => grants.has(one)) : grants.has(effect);

/**
 * A Model Context Protocol server whose tools are the granted actions. What is not granted is not listed, and calling it is refused
 * before anything is sent.
 */
export function createMcpServer({ version, actions, grants, resources }: McpOptions): Server {
  const server = new Server({ name: 'iterable-connector', version }, { capabilities: { tools: {} } });
  const offered = async (): Promise<ToolAction[]> =>
    (await actions.list()).filter(
      ({ effect, resource }) => isGranted(grants, effect) && (resources?.has(resource) ?? true),
    );

  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: (await offered()).map(toTool) }));

  server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
    const action = (await offered()).find(({ name }) => name === params.name);
    if (action === undefined) throw new McpError(ErrorCode.InvalidParams, await refusal(actions, params.name, grants));
    // whatever else goes wrong is told by its code alone
    const answer = await actions.run(action.name, params.arguments ?? {}).catch(refused);
    return {
      content: [{ type: 'text', text: JSON.stringify(answer, null, 2) }],
      structuredContent: { ...answer },
      isError: answer.outcome !== 'success',
    };
  });
  return server;
}

async function refusal(actions: ToolActions, name: string, grants: ReadonlySet<Effect>): Promise<string> {
  const known = (await actions.list()).find((action) => action.name === name);
  if (known === undefined) return `There is no tool ${JSON.stringify(name.slice(0, 100))}.`;
  if (isGranted(grants, known.effect)) return `The resource ${known.resource} is not offered here.`;
  const needed = known.effect === 'depends' ? 'write and send' : known.effect;
  return `The tool ${name} needs the grant ${needed}. A person grants it with \`itc mcp --allow\` or ITC_MCP_ALLOW.`;
}

function toTool({ name, title, summary, requires, docs, effect, idempotent, input }: ToolAction): Tool {
  return {
    name,
    title,
    description: [summary, ...(requires === null ? [] : [`Needs: ${requires}`]), docs].join('\n'),
    inputSchema: input as Tool['inputSchema'],
    annotations: {
      readOnlyHint: effect === 'read',
      destructiveHint: effect !== 'read',
      idempotentHint: effect === 'read' || idempotent === true,
      openWorldHint: true,
    },
  };
}

/** The answer for a call that was refused before anything was sent. */
export function refused(error: unknown): ToolAnswer {
  const coded = error instanceof ConnectorError ? error : new ConnectorError('ITC_INTERNAL');
  return { outcome: null, output: null, items: null, error: coded.toJSON() };
}
