import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { checkAction } from '../../connector/check-declaration.ts';
import { changeConsent } from '../../connector/consent/consent-action.ts';
import { eventually, startTestServer, type TestServer } from '../http/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.api('POST', '/connections/sandbox/consent/notices', { key: 'news', channelIds: [51001] });
});
afterAll(() => server.close());

describe('the step "Change consent"', () => {
  it('keeps the contract of every action', () => {
    expect(() => checkAction(changeConsent, new Map())).not.toThrow();
  });

  it('F8: a recipe changes a preference, and Iterable follows', async () => {
    const document = {
      name: 'consent',
      connection: 'sandbox',
      trigger: { use: 'new_object', with: { eventName: 'emailComplaint' } },
      steps: [
        {
          id: 'out',
          use: 'change_consent',
          with: { email: '{{ trigger.email }}', notice: 'news', preference: 'opt_out', createUser: true },
        },
      ],
    };
    const saved = await server.api('POST', '/recipes', { document, enable: true });
    expect(saved.status).toBe(201);
    const complaint = { email: 'ada@example.com', eventName: 'emailComplaint', dataFields: { messageId: 'm1' } };
    await server.post(server.webhookUrl, complaint);
    await eventually('the job', async () => {
      const { body } = await server.api<{ items: { status: string }[] }>('GET', '/jobs?status=succeeded');
      return body.items[0];
    });
    await server.running.runtime.settleConsent();
    const user = server.sandbox.state.users.find(({ email }) => email === 'ada@example.com');
    expect(user?.unsubscribedChannelIds).toEqual([51001]);
  });

  it('an unknown notice ends the step with its code', async () => {
    const { body } = await server.api('POST', '/actions/change_consent/run', {
      connection: 'sandbox',
      input: { email: 'ada@example.com', notice: 'nothing', preference: 'opt_out' },
    });
    expect(body).toMatchObject({ outcome: 'rejected', error: { code: 'ITC_CONSENT_NOTICE' } });
  });
});
