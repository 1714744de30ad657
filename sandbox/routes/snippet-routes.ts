import { json, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { takeId } from '../content-state.ts';
import type { Snippet } from '../content-state.ts';
import type { JsonObject } from '../json-value.ts';
import type { Route, World } from '../world.ts';

const projectCreator = 'editor@example.com';
const nameLayout = /^[A-Za-z0-9_ -]{1,100}$/;
const variableLayout = /^\w+$/;

interface SnippetBody {
  content: string;
  description?: string | null;
  createdByUserId?: string | null;
  variables?: string[] | null;
}

const texts = { each: 'string', optional: true } as const;
const common = { content: 'string', description: 'string?', createdByUserId: 'string?', variables: texts } as const;

/** What must not be in a snippet: scripts that run, inline handlers, javascript: addresses, braces left open. */
const contentFaults: readonly [pattern: RegExp, what: string][] = [
  [/<script(?![^>]*type=["']application\/(ld\+)?json["'])/i, 'script tags are not allowed'],
  [/<[^>]+\son\w+\s*=/i, 'inline event handlers are not allowed'],
  [/(href|src)\s*=\s*["']?\s*javascript:/i, 'javascript: addresses are not allowed'],
];

function fault({ content, variables }: SnippetBody): Answer | undefined {
  const found = contentFaults.find(([pattern]) => pattern.test(content));
  if (found) return refuse(400, 'BadParams', `Invalid snippet content: ${found[1]}`);
  if ((content.match(/\{\{/g) ?? []).length !== (content.match(/\}\}/g) ?? []).length) {
    return refuse(400, 'BadParams', 'Invalid snippet content: handlebars are not valid');
  }
  const variable = variables?.find((name) => !variableLayout.test(name));
  return variable === undefined ? undefined : refuse(400, 'BadParams', `Invalid variable name: ${variable}`);
}

/** A snippet as a path names it: all digits are an id, even when a snippet has that name. */
function find(world: World, identifier: string): Snippet | undefined {
  const { snippets } = world.state;
  if (/^\d+$/.test(identifier)) return snippets.get(Number(identifier));
  return [...snippets.values()].find(({ name }) => name === identifier);
}

function view(world: World, { createdAt, updatedAt, ...snippet }: Snippet): JsonObject {
  return {
    ...snippet,
    projectId: world.state.projectId,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

function create(world: World, name: string, body: SnippetBody): Answer {
  const by = body.createdByUserId ?? projectCreator;
  const snippet: Snippet = {
    id: takeId(world.state, 'snippet'),
    name,
    content: body.content,
    description: body.description ?? '',
    variables: body.variables ?? [],
    createdBy: by,
    updatedBy: by,
    createdAt: world.now(),
    updatedAt: world.now(),
  };
  world.state.snippets.set(snippet.id, snippet);
  return json({ snippetId: snippet.id }, 201);
}

function update(world: World, snippet: Snippet, body: SnippetBody): Answer {
  snippet.content = body.content;
  snippet.description = body.description ?? snippet.description;
  snippet.variables = body.variables ?? snippet.variables;
  snippet.updatedBy = body.createdByUserId ?? projectCreator;
  snippet.updatedAt = world.now();
  return json({ snippetId: snippet.id });
}

const notFound = (identifier: string): Answer => refuse(404, 'NotFound', `Snippet not found: ${identifier}`);
const invalidName = (name: string): Answer => refuse(400, 'BadParams', `Invalid snippet name: ${name}`);

/** Snippets: reusable content, found by id or by name. */
export const snippetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/snippets',
    handle: (world) => json({ snippets: [...world.state.snippets.values()].map((one) => view(world, one)) }),
  },
  {
    method: 'POST',
    path: '/api/snippets',
    body: { ...common, name: 'string' },
    handle(world, call) {
      const body = call.body as unknown as SnippetBody & { name: string };
      if (!nameLayout.test(body.name)) return invalidName(body.name);
      const taken = [...world.state.snippets.values()].some(({ name }) => name === body.name);
      if (taken) return refuse(400, 'BadParams', `A snippet with the name ${body.name} already exists`);
      return fault(body) ?? create(world, body.name, body);
    },
  },
  {
    method: 'GET',
    path: '/api/snippets/{identifier}',
    handle(world, { params: { identifier = '' } }) {
      const snippet = find(world, identifier);
      return snippet ? json({ snippet: view(world, snippet) }) : notFound(identifier);
    },
  },
  {
    method: 'PUT',
    path: '/api/snippets/{identifier}',
    body: common,
    handle(world, { params: { identifier = '' }, body: given }) {
      const body = given as unknown as SnippetBody;
      const snippet = find(world, identifier);
      const wrong = fault(body);
      if (wrong) return wrong;
      if (snippet) return update(world, snippet, body);
      // an id cannot be chosen, so only a name makes a new one
      if (/^\d+$/.test(identifier)) return notFound(identifier);
      return nameLayout.test(identifier) ? create(world, identifier, body) : invalidName(identifier);
    },
  },
  {
    method: 'DELETE',
    path: '/api/snippets/{identifier}',
    handle(world, { params: { identifier = '' } }) {
      const snippet = find(world, identifier);
      if (!snippet) return notFound(identifier);
      world.state.snippets.delete(snippet.id);
      return json({ snippetId: snippet.id });
    },
  },
];
