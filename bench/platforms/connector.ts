import { readFileSync } from 'node:fs';

import { ServerProcess, freePort, mainScript } from '../../test/server/server-process.ts';
import { trackedEvent, type Platform, type State } from './platform.ts';

const over = new Set(['succeeded', 'failed', 'stopped', 'held', 'discarded']);

const token = 'itc_bench_platform_0123456789';
const dataFields = { messageId: '{{ trigger.dataFields.messageId }}' };
const steps = {
  // under load the events of several people go out in one call
  gathered: {
    use: 'track_event',
    with: { email: '{{ trigger.email }}', eventName: trackedEvent, dataFields },
  },
  // has no bulk form: each job makes a call of its own
  single: {
    use: 'track_purchase',
    with: {
      user: { email: '{{ trigger.email }}' },
      items: [{ id: 'bench', name: 'bench', price: 1, quantity: 1 }],
      total: 1,
      dataFields,
    },
  },
};
const labels = { gathered: 'iterable-connector', single: 'iterable-connector, a call for each job' };

/** What Node runs with `npm start`: its settings and the built server. */
function startWords(): string[] {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(file) as { scripts: { start: string } };
  return [...scripts.start.split(' ').filter((word) => word.startsWith('--')), mainScript];
}

/**
 * This project: a recipe of one action, on the embedded store unless there is a database.
 * @param database answers the address of an empty one
 */
export function connector(calls: keyof typeof steps = 'gathered', database?: () => Promise<string>): Platform {
  const recipe = {
    name: 'bench',
    connection: 'bench',
    trigger: { use: 'new_object', with: { eventName: 'emailClick' } },
    steps: [{ id: 'track', ...steps[calls] }],
  };
  let server: ServerProcess;
  let url = '';
  let secret = '';
  return {
    label: labels[calls],
    async open(folder, target) {
      const env = database === undefined ? {} : { DATABASE_URL: await database() };
      server = new ServerProcess({ port: await freePort(), dataDir: folder, token, run: startWords(), env });
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
    async done() {
      const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
      const count = /^itc_jobs\{status="succeeded"\} (\d+)$/m.exec(await answer.text())?.[1];
      if (count === undefined) throw new Error('the server does not tell how many jobs ended');
      return Number(count);
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
