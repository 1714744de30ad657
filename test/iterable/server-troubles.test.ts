import { afterEach, describe, expect, test } from '@jest/globals';

import { runAction } from '../../connector/iterable/run-action.ts';
import { statusPage, troubleRule } from '../../connector/iterable/server-troubles.ts';
import { actionNamed } from '../peer-defects/call-world.ts';
import { startFakeIterable, type Answer, type FakeIterable } from './fake-iterable.ts';

let fake: FakeIterable;
afterEach(() => fake.close());

/** Calls that Iterable answers in turn, on a clock that the test moves. */
async function callsOf(answers: Answer[]) {
  let nowMs = 0;
  fake = await startFakeIterable((_, calls) => answers[calls.length - 1] ?? {});
  const client = fake.makeClient({ now: () => nowMs, timeoutMs: 200 });
  return {
    advance: (ms: number) => void (nowMs += ms),
    run: async (name = 'list_channels', input: unknown = {}) =>
      (await runAction({ action: actionNamed(name), input, connection: fake.connection, stepKey: 's', client })).error,
  };
}
const down: Answer = { status: 503, body: 'down' };
const wrong: Answer = { status: 400, body: { msg: 'wrong', code: 'BadParams', params: null } };

describe('Iterable that fails again and again', () => {
  test('L23: from the third server error or silence within the window on, the error leads to the status page.', async () => {
    const { run } = await callsOf([down, { status: 500 }, 'hang', down]);
    for (let call = 1; call < troubleRule.failures; call += 1) {
      const error = await run();
      expect(error?.hint).not.toContain(statusPage);
      expect(error?.details).not.toHaveProperty('statusPage');
    }
    expect(await run()).toMatchObject({
      code: 'ITC_ITERABLE_NO_ANSWER',
      hint: expect.stringMatching(/3 calls within 5 minutes.*https:\/\/status\.iterable\.com/),
      details: { statusPage },
    });
    expect((await run())?.hint).toContain('4 calls');
  });

  test('L23: failures that lie apart, and refusals of what was asked for, are none of it.', async () => {
    const { run, advance } = await callsOf([down, down, wrong, wrong, wrong, down, down, down]);
    await run();
    await run();
    for (let call = 0; call < 3; call += 1) expect((await run())?.details).not.toHaveProperty('statusPage');
    advance(troubleRule.withinMs);
    for (let call = 0; call < 2; call += 1) expect((await run())?.details).not.toHaveProperty('statusPage');
    expect((await run())?.details).toHaveProperty('statusPage');
  });
});
