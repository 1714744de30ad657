import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

import { createIntake, type IntakeParts } from '../../connector/intake/intake.ts';
import type { ConnectionRecord, RecipeRecord } from '../../connector/store/store.ts';
import { triggers } from '../../triggers/index.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { connectionRecord, recipeRecord, secret, startMs } from './records.ts';

export { connectionRecord, recipeRecord, secret };

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  json: { id?: string; duplicateOf?: string; error?: { code: string; message: string; hint: string } };
  text: string;
}

export interface IntakeServer {
  store: MemoryStore;
  port: number;
  /** what the next calls see; replace the array, as the books of the server do */
  connections: ConnectionRecord[];
  recipes: RecipeRecord[];
  clockMs: number;
  errors: unknown[];
  jobs: string[];
  call(options: {
    path?: string;
    method?: string;
    headers?: Record<string, string | string[]>;
    body?: string | Buffer;
  }): Promise<Answer>;
  raw(text: string): Promise<string>;
  close(): Promise<void>;
}

export const systemPath = `/hooks/${connectionRecord().hookToken}`;
export const journeyPath = (name: string): string => `${systemPath}/journeys/jny_${name}_0123456789abcdef`;
export const goodHeaders = { 'content-type': 'application/json', 'x-itc-secret': secret };

export async function startIntake(change: Partial<IntakeParts> = {}): Promise<IntakeServer> {
  let count = 0;
  const running: Omit<IntakeServer, 'call' | 'raw' | 'close' | 'port'> = {
    store: createMemoryStore(),
    connections: [connectionRecord()],
    recipes: [],
    clockMs: startMs,
    errors: [],
    jobs: [],
  };
  const intake = createIntake({
    store: running.store,
    connections: { byHookToken: (token) => running.connections.find((record) => record.hookToken === token) },
    recipes: {
      enabledOf: (id) => running.recipes.filter((record) => record.enabled && record.connectionId === id),
      byJourneyToken: (token) => running.recipes.find((record) => record.journeyToken === token),
    },
    triggers,
    now: () => running.clockMs,
    newId: (prefix) => `${prefix}_${String((count += 1)).padStart(6, '0')}`,
    log: {
      warn: (_message, fields) => running.errors.push(fields),
      error: (_message, fields) => running.errors.push(fields),
    },
    onJobs: (ids) => running.jobs.push(...ids),
    ...change,
  });
  const server: Server = createServer((request, response) => {
    if (!intake(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(running, {
    port,
    call: (options: Parameters<IntakeServer['call']>[0]) => call(port, options),
    raw: (text: string) => raw(port, text),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function call(port: number, options: Parameters<IntakeServer['call']>[0]): Promise<Answer> {
  const { path = systemPath, method = 'POST', body } = options;
  const given = options.headers ?? goodHeaders;
  // without a length the body of a GET would be read as the next request
  const headers =
    body === undefined || 'transfer-encoding' in given
      ? given
      : { ...given, 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer['json'],
        });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
