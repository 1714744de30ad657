import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { startSendWorld, type SendWorld } from './send-world.ts';

let world: SendWorld;
beforeEach(async () => {
  world = await startSendWorld();
});
afterEach(() => world.close());

const send = { campaignId: 7001001, recipientEmail: 'ada@example.com' };

/** The nth note of a message from now on cannot be stored. */
function failPutSend(nth: number): void {
  const { store } = world.running.runtime;
  const putSend = store.putSend.bind(store);
  let count = 0;
  store.putSend = (record) => {
    count += 1;
    return count === nth ? Promise.reject(new ConnectorError('ITC_STORE_UNAVAILABLE')) : putSend(record);
  };
}

describe('a store that fails beside a send', () => {
  test('after the message went out its outcome stands: it is no refusal', async () => {
    failPutSend(2);
    expect(await world.run('send_email', send)).toMatchObject({ outcome: 'success', error: null });
    expect(world.calls('/api/email/target')).toBe(1);
  });

  test('before the message went out the fault is told as one of the store, and nothing leaves', async () => {
    failPutSend(1);
    await expect(world.run('send_email', send)).rejects.toThrow('ITC_STORE_UNAVAILABLE');
    expect(world.calls('/api/email/target')).toBe(0);
  });
});
