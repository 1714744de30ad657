import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import request from 'supertest';

import { actions, picklists } from '../../actions/index.ts';
import { catalogueFormats } from '../../connector/catalogue-export/catalogue-formats.ts';
import { inputFields } from '../../connector/catalogue-export/input-fields.ts';
import { writeRuby } from '../../connector/catalogue-export/write-ruby.ts';
import { createConnector, type Connector } from '../../connector/index.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { triggers } from '../../triggers/index.ts';

const registry = loadRegistry({ actions, triggers, picklists });
const filesOf = (name: string) =>
  catalogueFormats.find((format) => format.name === name)?.files(registry, '1.2.3') ?? {};
const documentOf = (name: string): unknown => JSON.parse(Object.values(filesOf(name))[0] ?? '');

const createAjv = () => addFormats.default(new Ajv2020({ strict: false }));

const token = 'token-of-the-export-tests-01';
let folder: string;
let sandbox: Sandbox;
let connector: Connector;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-export-'));
  sandbox = await startSandbox();
  connector = await createConnector({
    settings: { ITC_DATA_DIR: folder, ITC_LOG_LEVEL: 'silent', ITC_ADMIN_TOKEN: token },
  });
  const { key: apiKey, url: sandboxUrl } = sandbox;
  await connector.addConnection({ name: 'shop', apiKey, region: 'us', projectType: 'hybrid', sandboxUrl });
});
afterAll(async () => {
  await connector.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (path: string, body: unknown): request.Test =>
  request(connector.url)
    .post(path)
    .set('authorization', `Bearer ${token}`)
    .send(body as object);

interface PostmanItem {
  name: string;
  item?: PostmanItem[];
  request?: { url: { raw: string }; body: { raw: string } };
}

interface N8nNode {
  description: { properties: { name: string; type: string; displayOptions?: { show: Record<string, string[]> } }[] };
  execute(this: unknown): Promise<{ json: unknown }[][]>;
}

/** The node as n8n calls it: parameters of one item, credentials, and its HTTP helper. */
async function runNode(node: N8nNode, parameters: Record<string, unknown>, continueOnFail = false) {
  const context = {
    getInputData: () => [{ json: {} }],
    getCredentials: () => Promise.resolve({ url: `${connector.url}/`, token, connection: 'shop' }),
    getNodeParameter: (name: string, _index: number, fallback: unknown) => parameters[name] ?? fallback,
    continueOnFail: () => continueOnFail,
    helpers: {
      httpRequestWithAuthentication: async (_name: string, { url, body }: { url: string; body: unknown }) => {
        const { pathname } = new URL(url);
        return (await post(pathname, body)).body as unknown;
      },
    },
  };
  const [items] = await node.execute.call(context);
  return items?.map(({ json }) => json);
}

describe('The catalogue for other tools', () => {
  test('Every exported JSON Schema compiles, and takes the examples of its action.', () => {
    const document = documentOf('json-schema') as { $defs: Record<string, object> };
    const ajv = createAjv().addSchema(document, 'document');
    expect(Object.keys(document.$defs)).toEqual(
      expect.arrayContaining(actions.flatMap(({ name }) => [`${name}_input`, `${name}_output`])),
    );
    for (const { name, examples } of actions) {
      const accepts = ajv.compile({ $ref: `document#/$defs/${name}_input` });
      for (const { input } of examples) expect([name, accepts(input), accepts.errors]).toEqual([name, true, null]);
    }
    expect(JSON.stringify(document)).not.toContain('picklist');
  });

  test('The OpenAPI document has one operation per action, and each of them is a route of the server.', async () => {
    const document = documentOf('openapi') as { paths: Record<string, { post: { operationId: string } }> };
    expect(Object.values(document.paths).map(({ post }) => post.operationId)).toEqual(actions.map(({ name }) => name));
    for (const path of Object.keys(document.paths)) {
      await request(connector.url).post(path).expect(401);
    }
    const ajv = createAjv().addSchema(document, 'document');
    for (const { name, examples } of actions) {
      const place = `paths/~1api~1v1~1actions~1${name}~1run/post/requestBody/content/application~1json/schema`;
      const accepts = ajv.compile({ $ref: `document#/${place}` });
      for (const { input } of examples) expect([name, accepts({ connection: 'shop', input })]).toEqual([name, true]);
      expect(accepts({ connection: 'shop', input: { 'no such field': 1 } })).toBe(false);
    }
  });

  test('Every request of the Postman collection is answered as a dry run, and nothing reaches Iterable.', async () => {
    const { item } = documentOf('postman') as { item: PostmanItem[] };
    const requests = item.flatMap((one) => one.item ?? []);
    expect(requests.length).toBeGreaterThanOrEqual(actions.length);
    const calls = sandbox.calls.length;
    for (const { name, request: sent } of requests) {
      const path = sent?.url.raw.replace('{{url}}', '') ?? '';
      const answer = await post(path, JSON.parse(sent?.body.raw.replace('{{connection}}', 'shop') ?? ''));
      // examples have times that Iterable would not take yet
      const { error } = answer.body as { error: { details?: { path: string } } | null };
      expect([name, error?.details?.path ?? 'sendAt']).toEqual([name, 'sendAt']);
      expect(error === null).toBe(answer.status === 200);
    }
    // only what has to be read first to know the request
    expect(sandbox.calls.slice(calls).every(({ method }) => method === 'GET')).toBe(true);
  });

  test('The n8n node has a form for every action, and runs one of them against a real server.', async () => {
    const files = filesOf('n8n');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'n8n', path)), { recursive: true });
      writeFileSync(join(folder, 'n8n', path), text);
    }
    const { n8n } = JSON.parse(files['package.json'] ?? '') as { n8n: { nodes: string[]; credentials: string[] } };
    const load = createRequire(join(folder, 'n8n', 'package.json'));
    const { IterableConnector } = load(`./${n8n.nodes[0]}`) as { IterableConnector: new () => N8nNode };
    const { IterableConnectorApi } = load(`./${n8n.credentials[0]}`) as {
      IterableConnectorApi: new () => { name: string; properties: { name: string }[] };
    };
    expect(new IterableConnectorApi().properties.map(({ name }) => name)).toEqual(['url', 'token', 'connection']);

    const node = new IterableConnector();
    const { properties } = node.description;
    const known = ['string', 'number', 'boolean', 'options', 'json', 'collection'];
    expect(properties.filter(({ type }) => !known.includes(type))).toEqual([]);
    for (const { name } of actions) {
      const shown = properties.filter(({ displayOptions }) => displayOptions?.show['operation']?.includes(name));
      const fields = shown.flatMap((one) =>
        one.type === 'collection' ? (one as unknown as { options: { name: string }[] }).options : [one],
      );
      const wanted = inputFields(registry.describeAction(name).input).map((field) => field.name);
      expect([name, fields.map((field) => field.name).sort()]).toEqual([name, wanted.sort()]);
    }

    const fields = { email: 'n8n@example.com', dataFields: '{"plan":"gold"}' };
    expect(await runNode(node, { operation: 'upsert_user', fields })).toMatchObject([{ code: 'Success' }]);
    expect(sandbox.state.users).toContainEqual(
      expect.objectContaining({ email: 'n8n@example.com', dataFields: expect.objectContaining({ plan: 'gold' }) }),
    );
    await expect(runNode(node, { operation: 'upsert_user', fields: {} })).rejects.toThrow(/^ITC_/);
    expect(await runNode(node, { operation: 'upsert_user', fields: {} }, true)).toMatchObject([
      { outcome: 'rejected' },
    ]);
  });

  test('Texts with quotes, backslashes and what Ruby would interpolate stay texts.', () => {
    expect(writeRuby({ 'a b': "it's #{system('x')} \\", list: [1, null, true] })).toBe(
      "{\n  'a b' => 'it\\'s #{system(\\'x\\')} \\\\',\n  list: [\n    1,\n    nil,\n    true\n  ]\n}",
    );
  });
});
