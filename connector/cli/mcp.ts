import { once } from 'node:events';

import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { InvalidArgumentError, type Command } from 'commander';

import type { Effect } from '../define.ts';
import { createMcpServer, type ToolAction, type ToolActions, type ToolAnswer } from '../mcp/create-mcp-server.ts';
import { packageVersion } from '../runtime/package-root.ts';
import { apiPath, type ApiClient } from './api-client.ts';
import { toFailure } from './cli-failure.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection } from './command-options.ts';
import type { Page } from './output.ts';

interface McpCommandOptions {
  connection?: string;
  allow: Effect[];
  resource?: string[];
}

function readEffects(text: string): Effect[] {
  const effects = text.split(',').map((word) => word.trim());
  const wrong = effects.find((word) => !['read', 'write', 'send'].includes(word));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is none of read, write, send.`);
  return effects as Effect[];
}

const readNames = (text: string): string[] => text.split(',').map((word) => word.trim());

/** The actions of the running server, reached by REST. The catalogue is read once: it does not change while a server runs. */
function remoteActions(api: ApiClient, connection: string): ToolActions {
  const load = async (): Promise<ToolAction[]> => {
    const { items } = await api.get<Page<{ name: string }>>('/actions');
    return Promise.all(items.map(({ name }) => api.get<ToolAction>(apiPath`/actions/${name}`)));
  };
  let all: Promise<ToolAction[]> | undefined;
  return {
    list() {
      all ??= load().catch((error: unknown) => {
        all = undefined;
        throw error;
      });
      return all;
    },
    run: (name, input) =>
      api.post<ToolAnswer>(apiPath`/actions/${name}/run`, { connection, input }).catch((error: unknown) => ({
        outcome: null,
        output: null,
        items: null,
        error: toFailure(error).json,
      })),
  };
}

async function serveStdio({ api, signal }: Tools, options: McpCommandOptions): Promise<undefined> {
  const connection = await chooseConnection(api, options.connection);
  const server = createMcpServer({
    version: packageVersion(),
    actions: remoteActions(api, connection),
    grants: new Set(options.allow),
    ...(options.resource === undefined ? {} : { resources: new Set(options.resource) }),
  });
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  await server.connect(transport);
  await Promise.race([closed, once(process.stdin, 'end'), once(signal, 'abort')]);
  await server.close();
  return undefined;
}

/** `itc mcp`: the actions as tools for AI agents, over stdin and stdout. */
export function addMcpCommand(program: Command, session: CliSession): void {
  session
    .command(program, 'mcp', 'serve the actions as tools for AI agents (Model Context Protocol over stdio)')
    .option('-c, --connection <name>', 'connection that the tools work on; not needed when there is only one')
    .option('--allow <effects>', 'what tools may do: read, write, send, parted by commas', readEffects, ['read'])
    .option('--resource <names>', 'only actions of these resources, parted by commas', readNames)
    .action(session.action(serveStdio));
}
