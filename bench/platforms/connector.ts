import { ServerProcess, freePort } from '../../test/server/server-process.ts';
import { trackedEvent, type Platform, type State } from './platform.ts';

const over = new Set(['succeeded', 'failed', 'stopped', 'held', 'discarded']);

const recipe = {
  name: 'bench',
  connection: 'bench',
  trigger: { use: 'new_object', with: { eventName: 'emailClick' } },
  steps: [
    {
      id: 'track',
      use: 'track_event',
      with: {
        email: '{{ trigger.email }}',
        eventName: trackedEvent,
        dataFields: { messageId: '{{ trigger.dataFields.messageId }}' },
      },
    },
  ],
};

/** This project: a recipe of one action on the embedded store. */
export function connector(): Platform {
  let server: ServerProcess;
  let url = '';
  let secret = '';
  return {
    label: 'iterable-connector',
    async open(folder, target) {
      server = new ServerProcess({ port: await freePort(), dataDir: folder, token: 'itc_bench_platform_0123456789' });
      await server.start();
      const made = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
        name: 'bench',
        apiKey: target.key,
        region: 'us',
        projectType: 'email',
        sandboxUrl: target.url,
      });
      url = `${server.url}${new URL(made.webhookUrl).pathname}`;
      secret = made.secret;
      await server.api('POST', '/recipes', { document: recipe, enable: true });
    },
    hook: () => ({ url, headers: { 'x-itc-secret': secret } }),
    get pid() {
      return server.pid;
    },
    kill: () => server.kill(),
    restart: () => server.start(),
    async states(ids) {
      const jobs = await server.all<{ event: string; status: string }>('/jobs');
      const statusOf = new Map(jobs.map(({ event, status }) => [event, status]));
      return ids.map((id): State => {
        const word = statusOf.get(id) ?? 'gone';
        return { word, isOver: over.has(word) };
      });
    },
  };
}
