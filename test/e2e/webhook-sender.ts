import type { DemoServer } from './demo-server.ts';

interface JobList {
  items: { id: string }[];
}

/** What Iterable does, and what a recipe builder did before: events, recipes, and waiting for jobs. */
export interface WebhookSender {
  /** posts a webhook to the sandbox's connection; answers the id of the event */
  send(body: object): Promise<string>;
  /** the same, of an event about a person */
  tell(eventName: string, email: string, dataFields?: object): Promise<string>;
  /** posts with a wrong secret */
  sendRefused(): Promise<void>;
  /** saves and switches on a recipe for events of this name */
  recipe(name: string, eventName: string, steps: object[]): Promise<void>;
  /** the id of the first job of the event in this state */
  jobOf(event: string, status: string): Promise<string>;
}

const waitMs = 20_000;

/** The connection's secret is made anew, for it is shown once only; the one before goes on working. */
export async function createWebhookSender(server: DemoServer): Promise<WebhookSender> {
  const { webhookUrl } = await server.api<{ webhookUrl: string }>('GET', '/connections/sandbox');
  const { secret } = await server.api<{ secret: string }>('POST', '/connections/sandbox/rotate-secret');
  const post = (body: object, token: string): Promise<Response> =>
    fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': token },
      body: JSON.stringify(body),
    });
  const send = async (body: object): Promise<string> => {
    const answer = await post(body, secret);
    if (!answer.ok) throw new Error(`the webhook was refused: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };
  return {
    send,
    tell: (eventName, email, dataFields = {}) =>
      send({ eventName, email, dataFields: { createdAt: '2026-01-05 22:51:25 +00:00', ...dataFields } }),
    async sendRefused() {
      const answer = await post({ eventName: 'emailOpen' }, 'wrong-secret');
      if (answer.ok) throw new Error('a wrong secret was taken');
    },
    async recipe(name, eventName, steps) {
      const trigger = { use: 'new_object', with: { eventName } };
      await server.api('POST', '/recipes', {
        document: { name, connection: 'sandbox', trigger, steps },
        enable: true,
        grant: ['read', 'write', 'send', 'personal_data'],
      });
    },
    async jobOf(event, status) {
      const end = Date.now() + waitMs;
      for (;;) {
        const { items } = await server.api<JobList>('GET', `/jobs?event=${event}&status=${status}`);
        const [job] = items;
        if (job !== undefined) return job.id;
        if (Date.now() > end) throw new Error(`no job of ${event} is ${status}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}
