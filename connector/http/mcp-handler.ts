import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { RequestHandler } from 'express';

import type { JsonObject } from '../../errors/json.ts';
import { createMcpServer, refused, type ToolActions } from '../mcp/create-mcp-server.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { showFull } from './action-routes.ts';

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
export function mcpHandler(runtime: Runtime): RequestHandler<{ connection: string }> {
  return async (request, response) => {
    const { name } = await runtime.connections.get(request.params.connection);
    const server = createMcpServer({
      version: runtime.version,
      actions: toolActions(runtime, name),
      grants: runtime.config.mcpGrants,
    });
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.on('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
  };
}
