import express, { type RequestHandler } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';

const maxBytes = 2_000_000;
const maxDepth = 100;

const parse = express.json({
  limit: maxBytes,
  strict: false,
  type: ['application/json', 'application/*+json'],
  // nobody who writes documents by hand or by program needs it, and what is not inflated cannot grow
  inflate: false,
});

const nestedIn = (value: object): object[] =>
  Object.values(value).filter((child): child is object => typeof child === 'object' && child !== null);

/** Faults that would pass JSON.parse and hurt later: keys that reach prototypes, nesting that overflows the stack. */
export function findHostileJson(root: unknown): string | null {
  let level = nestedIn([root]);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxDepth) return `It is nested more than ${maxDepth} levels deep.`;
    const below: object[] = [];
    for (const value of level) {
      if (Object.hasOwn(value, '__proto__')) return 'It holds the key "__proto__".';
      for (const child of nestedIn(value)) below.push(child);
    }
    level = below;
  }
  return null;
}

/** Reads a JSON body of at most 2 MB; any other content type with a body is refused. */
export const readBody: RequestHandler = (request, response, next) => {
  parse(request, response, (error?: unknown) => {
    if (error !== undefined) return next(error);
    const hasBody = 'transfer-encoding' in request.headers || Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody && request.body === undefined) return next(new ConnectorError('ITC_REQUEST_JSON'));
    const fault = findHostileJson(request.body);
    if (fault !== null)
      return next(new ConnectorError('ITC_REQUEST_JSON', `The request body cannot be taken. ${fault}`));
    next();
  });
};
