import type { DemoServer } from './demo-server.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';

/** Ids of what `makeScene` made. */
export interface Scene {
  /** started a job that failed */
  event: string;
  failed: string;
  held: string;
  task: string;
  /** a bulk run that rests */
  bulk: string;
}

const track = (name: string, more: object = {}): object => ({
  id: 'track',
  use: 'track_event',
  with: { eventName: name, email: '{{ trigger.email }}', ...more },
});

/** A send that went out without an answer; answers the id of its job. The recipe `texting` must be there. */
export async function heldJob(server: DemoServer, iterable: WebhookSender, messageId: string): Promise<string> {
  const fault = { match: { path: '/api/sms/target' }, kind: 'resetAfterProcessing', times: 1 };
  await fetch(`${server.sandboxUrl}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  const dataFields = { createdAt: '2026-01-05 22:51:25 +00:00', messageId };
  const event = await iterable.send({ eventName: 'emailBounce', email: 'held@example.com', dataFields });
  return iterable.jobOf(event, 'held');
}

/** A user that can get text messages, and the recipe that sends them. */
export async function prepareTexting(server: DemoServer, iterable: WebhookSender): Promise<void> {
  await server.api('POST', '/actions/upsert_user/run', {
    connection: 'sandbox',
    input: { email: 'held@example.com', dataFields: { phoneNumber: '+15555550100' } },
  });
  const sms = { id: 'sms', use: 'send_sms', with: { campaignId: 7001003, recipientEmail: '{{ trigger.email }}' } };
  await iterable.recipe('texting', 'emailBounce', [sms]);
}

/** Something of everything: jobs of every end, a refused call, a task, a bulk run that rests, a saved schema. */
export async function makeScene(server: DemoServer): Promise<Scene> {
  const iterable = await createWebhookSender(server);
  await server.api('POST', '/connections/sandbox/sample-event');
  await prepareTexting(server, iterable);
  await iterable.recipe('looks', 'inAppClick', [
    track('a'),
    { ...track('b', { createdAt: '{{ trigger.dataFields.when }}' }), id: 'b' },
  ]);
  const send = (email: string, more: object = {}): Promise<string> =>
    iterable.send({
      eventName: 'inAppClick',
      email,
      dataFields: { createdAt: '2026-01-05 22:51:25 +00:00', ...more },
    });
  await iterable.jobOf(await send('good@example.com'), 'succeeded');
  const event = await send('looks@example.com', { when: 'never' });
  const failed = await iterable.jobOf(event, 'failed');
  await iterable.sendRefused();
  const held = await heldJob(server, iterable, 'looks');
  const order = { kind: 'bulk_replay', events: { ids: [event] } };
  const { id: task } = await server.api<{ id: string }>('POST', '/tasks', order);
  const rows = Array.from({ length: 4_000 }, (_, index) => ({ email: `person${index}@example.com`, points: index }));
  const { run } = await server.api<{ run: { id: string } }>('POST', '/bulk', {
    action: 'bulk_upsert_users',
    connection: 'sandbox',
    rows,
    mapping: { email: '{{ row.email }}', dataFields: { points: '{{ row.points }}' } },
  });
  await server.api('POST', `/bulk/${run.id}/pause`);
  const text = '{"email": "ada@example.com", "total": 12.5, "items": [{"sku": "007"}]}';
  await server.api('POST', '/schemas/sandbox/event%3AorderShipped', { text });
  await server.api('POST', '/schemas/sandbox/event%3AorderShipped', { text: '{"total": "much"}' });
  await addForDialogs(server);
  return { event, failed, held, task, bulk: run.id };
}

/** What the dialogs ask about: a recipe that was granted nothing, pages of an export, a person, a suppression, a token. */
async function addForDialogs(server: DemoServer): Promise<void> {
  const trigger = { use: 'new_object', with: { eventName: 'emailSend' } };
  const pages = {
    id: 'pages',
    forEachPage: { use: 'export_data_json', with: { dataTypeName: 'user', range: 'Today' } },
    steps: [{ id: 'each', use: 'track_event', with: { eventName: 'exported', email: '{{ trigger.email }}' } }],
  };
  const document = { name: 'paging', connection: 'sandbox', trigger, steps: [pages] };
  await server.api('POST', '/recipes', { document });
  await server.api('POST', '/people', { email: 'viewer@example.com', role: 'viewer' });
  await server.api('POST', '/suppressions', { connection: 'sandbox', email: 'never@example.com' });
  await server.api('POST', '/tokens', { name: 'nightly', scopes: ['jobs.read', 'events.read'] });
}
