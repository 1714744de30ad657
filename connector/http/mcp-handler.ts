import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { RequestHandler } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { createMcpServer, refused, type ToolActions } from '../mcp/create-mcp-server.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { runtimeFor } from '../tenancy/scope-runtime.ts';
import { showFull } from './action-routes.ts';
import { callerOf } from './require-caller.ts';

/** The actions of this server as tools, run at one connection. */
function toolActions({ registry, runAction }: Runtime, connection: string): ToolActions {
  return {
    list: () => Promise.resolve(registry.actions.map(({ name }) => showFull(registry, name))),
    run: (name, input) => runAction(registry.action(name), connection, input as JsonObject).catch(refused),
  };
}

/**
 * `POST /mcp/{connection}`: the Model Context Protocol over HTTP, one answer per request and no session. What tools may do besides
 * reading is granted by ITC_MCP_ALLOW.
 */
export function mcpHandler(server: Runtime): RequestHandler<{ connection: string }> {
  return async (request, response) => {
    const caller = callerOf(response);
    if (caller === null) throw new ConnectorError('ITC_AUTH_REQUIRED');
    const runtime = runtimeFor(server, caller);
    const { name } = await runtime.connections.get(request.params.connection);
    const tools = createMcpServer({
      version: runtime.version,
      actions: toolActions(runtime, name),
      grants: runtime.config.mcpGrants,
    });
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.on('close', () => void tools.close());
    await tools.connect(transport);
    await transport.handleRequest(request, response, request.body);
  };
}
