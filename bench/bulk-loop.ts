import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import axios from 'axios';
import { parse } from 'csv-parse';

import type { BulkFormat } from '../connector/store/store.ts';

const inFlight = 4;

interface Answer {
  successCount: number;
  failedUpdates?: Record<string, unknown[]>;
}

type CsvProfile = Record<
  'email' | 'first_name' | 'city' | 'plan' | 'lifetimeValue' | 'orders' | 'newsletter' | 'hero' | 'footer',
  string
>;

async function* csvUsers(path: string): AsyncGenerator<unknown> {
  for await (const row of createReadStream(path).pipe(parse({ columns: true })) as AsyncIterable<CsvProfile>) {
    const { email, lifetimeValue, orders, newsletter, ...fields } = row;
    yield {
      email,
      dataFields: {
        ...fields,
        lifetimeValue: Number(lifetimeValue),
        orders: Number(orders),
        newsletter: newsletter === 'true',
      },
    };
  }
}

async function* jsonUsers(path: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line);
}

const readers: Partial<Record<BulkFormat, (path: string) => AsyncIterable<unknown>>> = {
  csv: csvUsers,
  ndjson: jsonUsers,
};

/** What somebody would write by hand: rows to users, a thousand per call, as many calls at once as the connector makes; answers how many were accepted. */
export async function runLoop(url: string, apiKey: string, path: string, format: BulkFormat): Promise<number> {
  const calls = new Set<Promise<unknown>>();
  const failed: unknown[] = [];
  let accepted = 0;
  const send = async (users: unknown[]): Promise<void> => {
    const headers = { 'Api-Key': apiKey };
    const { data } = await axios.post<Answer>(`${url}/api/users/bulkUpdate`, { users }, { headers });
    accepted += data.successCount;
    for (const people of Object.values(data.failedUpdates ?? {})) failed.push(...people);
  };
  const post = async (users: unknown[]): Promise<void> => {
    while (calls.size >= inFlight) await Promise.race(calls);
    const call: Promise<unknown> = send(users).finally(() => calls.delete(call));
    calls.add(call);
  };
  let users: unknown[] = [];
  for await (const user of readers[format]?.(path) ?? []) {
    users.push(user);
    if (users.length < 1000) continue;
    await post(users);
    users = [];
  }
  if (users.length > 0) await post(users);
  await Promise.all(calls);
  if (failed.length > 0) throw new Error(`${String(failed.length)} people were refused`);
  return accepted;
}
