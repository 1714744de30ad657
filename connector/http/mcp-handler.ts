import type { Request, RequestHandler } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { ToolActions } from '../mcp/create-mcp-server.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Caller } from '../security/caller.ts';
import { runtimeFor } from '../tenancy/scope-runtime.ts';
import { showFull } from './action-routes.ts';
import { callerAddress } from './caller-address.ts';
import type { Door } from './doors.ts';
import { audited, recordChange, type ChangeRecord } from './record-change.ts';
import { callerOf } from './require-caller.ts';

/** Where agents call. */
export const mcpDoor = { method: 'post', path: '/mcp/{connection}' } as const satisfies Door;

/** Loaded with the first call, for many servers never see one. */
const loadMcp = async () => ({
  ...(await import('@modelcontextprotocol/sdk/server/streamableHttp.js')),
  ...(await import('../mcp/create-mcp-server.ts')),
});
type Mcp = Awaited<ReturnType<typeof loadMcp>>;

/** The actions of this server as tools, run at one connection; whatever does more than read is an entry of the audit log. */
function toolActions(
  { refused }: Pick<Mcp, 'refused'>,
  runtime: Runtime,
  connection: string,
  address: string | null,
  caller: Caller,
): ToolActions {
  const { registry, runAction } = runtime;
  const begin = async (name: string, input: unknown): Promise<ChangeRecord> => {
    const object = `/mcp/${encodeURIComponent(connection)}/${encodeURIComponent(name)}`;
    const change = recordChange(runtime, mcpDoor, { params: { connection }, address, body: input, object });
    await change.begin(caller);
    return change;
  };
  const run: ToolActions['run'] = async (name, input) => {
    const action = registry.action(name);
    const change = action.effect === 'read' ? null : await begin(name, input);
    return audited(change, () => runAction(action, connection, input as JsonObject));
  };
  return {
    list: () => Promise.resolve(registry.actions.map(({ name }) => showFull(registry, name))),
    run: (name, input) => run(name, input).catch(refused),
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
    const mcp = await loadMcp();
    const tools = mcp.createMcpServer({
      version: runtime.version,
      actions: toolActions(mcp, runtime, name, callerAddress(server, request as Request), caller),
      grants: runtime.config.mcpGrants,
    });
    const transport = new mcp.StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.on('close', () => void tools.close());
    await tools.connect(transport);
    await transport.handleRequest(request, response, request.body);
  };
}
