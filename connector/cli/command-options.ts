import { InvalidArgumentError, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { ApiClient, Query } from './api-client.ts';
import type { Page } from './output.ts';

/** Options of every list. */
export interface PageOptions {
  limit?: number;
  cursor?: string;
}

function pageLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new InvalidArgumentError('It must be 1 to 500.');
  return limit;
}

/** Adds the paging options to a list command. */
export function withPaging(command: Command): Command {
  return command
    .option('--limit <n>', 'items per page, 1 to 500', pageLimit)
    .option('--cursor <cursor>', 'the `next` of the page before');
}

/** The paging part of a query. */
export function pageQuery({ limit, cursor }: PageOptions): Query {
  return { limit, cursor };
}

/** Collects a repeated `k=v` option in the order given. */
export function collectPair(text: string, before: [string, string][] = []): [string, string][] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as name=value.');
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}

/** Collects a repeated option. */
export function collectText(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** The connection named, or the only one there is. */
export async function chooseConnection(api: ApiClient, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const { items } = await api.get<Page<{ name: string }>>('/connections', { limit: 2 });
  const [only, second] = items;
  if (only !== undefined && second === undefined) return only.name;
  throw new ConnectorError('ITC_USAGE', only ? 'There are several connections.' : 'There is no connection yet.', {
    hint: only ? 'Name one with --connection; `itc connect list` shows them.' : 'Add one with `itc connect add`.',
  });
}
