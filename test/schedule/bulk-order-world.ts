import { expect } from '@jest/globals';

import type { Json, JsonObject } from '../../errors/json.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';

export interface Run {
  id: string;
  status: string;
  counts: Record<string, number>;
  error: { code: string; message: string } | null;
}
export interface Job {
  id: string;
  status: string;
  error: { code: string; message: string } | null;
  ledger: { stepId: string; attempt: number; output: Json; error: { code: string } | null }[];
}
export type Reader = <T>(method: 'GET', path: string) => Promise<T>;

/** A recipe whose one step starts a bulk run. */
export const recipeOf = (trigger: JsonObject, input: JsonObject): JsonObject => ({
  name: 'nightly',
  connection: 'sandbox',
  trigger,
  steps: [{ id: 'write', use: 'start_bulk_run', with: input }],
});

/** The one job there is, when it has ended. */
export const endedJob = async (read: Reader): Promise<Job> => {
  const { id } = await eventually(
    'the job ends',
    async () => {
      const { items } = await read<{ items: Job[] }>('GET', '/jobs');
      expect(items.length).toBeLessThan(2);
      return items.find(({ status }) => ['succeeded', 'failed'].includes(status));
    },
    60_000,
  );
  return read<Job>('GET', `/jobs/${id}`);
};

/** What a profile of the sandbox holds. */
export const fieldsOf = (sandbox: Sandbox, address: string): unknown =>
  sandbox.state.users.find(({ email }) => email === address)?.dataFields;
