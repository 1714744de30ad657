import type { Json, JsonObject } from '../../errors/json.ts';
import type { ErrorJson } from '../../errors/connector-error.ts';
import type { SendSettings } from '../../connector/sends/send-settings.ts';
import { defaultSendSettings } from '../../connector/sends/send-settings.ts';
import { eventually, startTestServer, type TestServer } from '../http/test-server.ts';

/** The email message types of the sandbox's project: marketing and transactional. */
export const marketingType = 61001;
export const transactionalType = 61002;

export const settings = (changes: Partial<SendSettings> = {}): SendSettings => ({
  ...defaultSendSettings,
  transactionalMessageTypeId: transactionalType,
  marketingMessageTypeId: marketingType,
  ...changes,
});

export const content = (changes: JsonObject = {}): JsonObject => ({
  kind: 'transactional',
  subject: 'Your order',
  html: '<p>Hi {{firstName}}</p>',
  recipientEmail: 'ada@example.com',
  ...changes,
});

export interface RunAnswer {
  outcome: string;
  output: Json;
  items: { index: number; outcome: string; reason?: string }[] | null;
  error: ErrorJson | null;
  exchanges: { method: string; url: string; requestBody: JsonObject | null }[];
}

export interface SendWorld extends TestServer {
  run(action: string, input: JsonObject, options?: JsonObject): Promise<RunAnswer>;
  set(changes?: Partial<SendSettings>): Promise<void>;
  /** a person reacts to a message, and the webhook of it is dealt with */
  react(event: string, reaction?: JsonObject): Promise<void>;
  /** webhooks under way have arrived and are dealt with */
  settle(): Promise<void>;
  /** a webhook of our own making */
  tell(eventName: string, dataFields: JsonObject, person?: JsonObject): Promise<void>;
  calls(path: string): number;
}

/** A server whose sandbox tells it of everything that happens, with message types chosen. */
export async function startSendWorld(env: Record<string, string> = {}): Promise<SendWorld> {
  const server = await startTestServer(env);
  const { sandbox, webhookUrl, secret, running } = server;
  sandbox.addWebhook({ url: webhookUrl, headers: { 'x-itc-secret': secret } });
  const settle = async (): Promise<void> => {
    await sandbox.idle();
    await running.runtime.reconciler.settle();
  };
  const world: SendWorld = {
    ...server,
    settle,
    async run(action, input, options = {}) {
      const body = { connection: 'sandbox', input, ...options };
      const answer = await server.api<RunAnswer>('POST', `/actions/${action}/run`, body);
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body;
    },
    async set(changes) {
      const answer = await server.api('POST', '/connections/sandbox/send-settings', settings(changes));
      if (answer.status !== 200) throw new Error(answer.text);
    },
    async react(event, reaction = {}) {
      const answer = await fetch(`${sandbox.url}/sandbox/react`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event, ...reaction }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      await settle();
    },
    async tell(eventName, dataFields, person = { email: 'ada@example.com' }) {
      const answer = await server.post(webhookUrl, { eventName, ...person, dataFields });
      if (answer.status !== 200) throw new Error(answer.text);
      await settle();
    },
    calls: (path) => sandbox.calls.filter((call) => call.path === path).length,
  };
  await world.set();
  return world;
}

/** The one item of a list, once it is there. */
export const only = async <T>(what: string, read: () => Promise<T[]>): Promise<T> =>
  eventually(what, async () => (await read())[0]);
