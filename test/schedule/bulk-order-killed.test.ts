import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Sandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { prepareServerBesideSandbox, type ServerBesideSandbox } from '../server/server-beside-sandbox.ts';
import type { ServerProcess } from '../server/server-process.ts';
import { endedJob, fieldsOf, recipeOf, type Reader, type Run } from './bulk-order-world.ts';

describe('a bulk run of a recipe under SIGKILL', () => {
  let both: ServerBesideSandbox;
  let sandbox: Sandbox;
  let server: ServerProcess;
  beforeEach(async () => {
    both = await prepareServerBesideSandbox();
    ({ server, sandbox } = both);
  });
  afterEach(() => both.close());

  test('L22: a process killed after the run began and before its step was recorded begins no second one', async () => {
    const deliver = await both.connect();
    const trigger = { use: 'new_object', with: { eventName: 'emailSubscribe' } };
    const csv = 'email,tier\nfirst@example.com,gold\nsecond@example.com,silver\n';
    const document = recipeOf(trigger, { csv, columns: { tier: 'tier' }, wait: true });
    await server.api('POST', '/recipes', { document, enable: true });
    const called = (): number => sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate').length;
    sandbox.addFault({ match: { path: '/api/users/bulkUpdate' }, kind: 'hang', times: 1 });
    await deliver({ email: 'ada@example.com', eventName: 'emailSubscribe', dataFields: {} });
    await eventually('the run makes its call', async () => called() || null);
    await server.kill();
    await server.start(60_000);
    const read: Reader = (method, path) => server.api(method, path);
    const job = await endedJob(read);
    expect(job.status).toBe('succeeded');
    expect(job.ledger.at(-1)).toMatchObject({
      attempt: 2,
      output: { isNew: false, status: 'done', accepted: 2, failed: 0 },
    });
    expect((await read<{ items: Run[] }>('GET', '/bulk')).items).toHaveLength(1);
    expect(fieldsOf(sandbox, 'first@example.com')).toMatchObject({ tier: 'gold' });
    expect(fieldsOf(sandbox, 'second@example.com')).toMatchObject({ tier: 'silver' });
  }, 180_000);
});
