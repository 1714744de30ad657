import { afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Sandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { prepareServerBesideSandbox, type ServerBesideSandbox } from '../server/server-beside-sandbox.ts';
import type { ServerProcess } from '../server/server-process.ts';

let both: ServerBesideSandbox;
let sandbox: Sandbox;
let server: ServerProcess;
beforeEach(async () => {
  both = await prepareServerBesideSandbox();
  ({ server, sandbox } = both);
});
afterEach(() => both.close());

test('a request to erase people goes on after SIGKILL at its second person, without a word to anybody', async () => {
  await both.connect('main');
  sandbox.addFault({ match: { path: '/api/users/forget' }, kind: 'hang', skip: 1, times: 1 });
  const people = ['ada', 'bob', 'cleo'].map((name) => ({ email: `${name}@example.com` }));
  const { items } = await server.api<{ items: { task: string }[] }>('POST', '/connections/main/erasures', { people });
  const task = items[0]?.task ?? '';
  const forgetCalls = (): number => sandbox.calls.filter(({ path }) => path === '/api/users/forget').length;
  await eventually('the call that is never answered', async () => (forgetCalls() === 2 ? true : null));
  await server.kill();

  await server.start(60_000);
  const ended = await eventually(
    'the end',
    async () => {
      const shown = await server.api<{ status: string; done: number; erasures: object }>('GET', `/tasks/${task}`);
      return shown.status === 'running' ? null : shown;
    },
    60_000,
  );
  expect(ended).toMatchObject({ status: 'done', done: 3, erasures: { done: 3, failed: 0, cancelled: 0, moved: 0 } });
  expect(sandbox.state.forgottenEmails).toHaveLength(3);
});
