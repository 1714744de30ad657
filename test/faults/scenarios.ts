import type { Sandbox } from '../../sandbox/index.ts';
import { patientMs, type FaultyProcess, type Picture } from './faulty-process.ts';

/** What a scenario works with. */
export interface World {
  server: FaultyProcess;
  sandbox: Sandbox;
  secret: string;
  hookPath: string;
  writeKey: string;
  /** by recipe */
  journeyPaths: Record<string, string>;
}

/** One kind of step, or one order by a person, that faults are put into. */
export interface Scenario {
  name: string;
  /** the recipe that it brings: its trigger and steps */
  recipe?: (campaignId: number) => { trigger: object; steps: object[] };
  /** has a step that must never be repeated on its own */
  isSend?: boolean;
  /** the first attempt is turned away by Iterable, so that the fault can meet the second */
  turnedAway?: string;
  /** what must be there before the fault is armed */
  prepare?: (world: World, marker: string) => Promise<void>;
  /** what meets the fault; called again until it resolves, so it looks first whether it was done */
  act: (world: World, marker: string) => Promise<void>;
  /** how many jobs the event of the marker has in the end */
  jobs: number;
  /** in which states the last of them may end */
  ends: readonly string[];
  /** how many calls that carry the marker take effect when each is answered */
  calls: number;
  /** the calls that are counted; left out, all that carry the marker */
  path?: string;
  /** rows of a bulk run */
  rows?: number;
}

const address = (marker: string): string => `${marker}@example.com`;
const email = '{{ trigger.email }}';
const openStates: readonly string[] = ['queued', 'running', 'waiting'];
export const isOpen = ({ status }: { status: string }): boolean => openStates.includes(status);

/** The jobs of the events that carry a marker, the oldest first. */
export function jobsOf({ events, jobs }: Pick<Picture, 'events' | 'jobs'>, marker: string): Picture['jobs'] {
  const ids = new Set(events.filter(({ text }) => text.includes(address(marker))).map(({ id }) => id));
  return jobs.filter(({ event }) => ids.has(event)).reverse();
}

async function post(url: string, headers: Record<string, string>, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patientMs),
  });
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`${String(answer.status)} ${text}`);
}

/** Delivers an event as Iterable does; the marker makes its identity. */
const deliver =
  (eventName: string): Scenario['act'] =>
  ({ server, hookPath, secret }, marker) =>
    post(
      `${server.url}${hookPath}`,
      { 'x-itc-secret': secret },
      {
        email: address(marker),
        eventName,
        dataFields: { email: address(marker), messageId: marker, createdAt: '2031-02-03 04:05:06 +00:00' },
      },
    );

const on = (eventName: string): object => ({ use: 'new_object', with: { eventName } });

/** A job that has ended or is held, without any fault. */
async function settled(world: World, marker: string): Promise<Picture['jobs']> {
  for (;;) {
    const jobs = jobsOf(await world.server.ask('look', 20), marker);
    if (jobs.length > 0 && !jobs.some(isOpen)) return jobs;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Iterable sends messages only to people that it knows. */
async function know({ sandbox }: World, marker: string): Promise<void> {
  await post(`${sandbox.url}/api/users/update`, { 'api-key': sandbox.key }, { email: address(marker) });
}

const sendSms = (campaignId: number): object => ({
  id: 'step',
  use: 'send_sms',
  with: { campaignId, recipientEmail: email },
});

/** Steps of a recipe by their kind; each is run at the first attempt and once more after Iterable turned the first away. */
const steps: Record<
  string,
  { step: (campaignId: number) => object; path: string; isSend?: boolean; eventName: string }
> = {
  read: {
    eventName: 'emailOpen',
    path: '/api/users/getByEmail',
    step: () => ({ id: 'step', use: 'get_user_by_email', with: { email } }),
  },
  write: {
    eventName: 'emailClick',
    path: '/api/users/update',
    step: () => ({ id: 'step', use: 'upsert_user', with: { email, dataFields: { seen: true } } }),
  },
  append: {
    eventName: 'emailBounce',
    path: '/api/events/track',
    step: () => ({ id: 'step', use: 'track_event', with: { email, eventName: 'seen' } }),
  },
  send: { eventName: 'smsReceived', path: '/api/sms/target', step: sendSms, isSend: true },
  custom_request: {
    eventName: 'smsClick',
    path: '/api/events/track',
    isSend: true,
    step: () => ({
      id: 'step',
      use: 'custom_request',
      with: { method: 'POST', path: '/api/events/track', body: { email, eventName: 'custom' } },
    }),
  },
};

const ofSteps: Scenario[] = Object.entries(steps).flatMap(([name, { step, path, isSend = false, eventName }]) => {
  const once: Scenario = {
    name,
    recipe: (campaignId) => ({ trigger: on(eventName), steps: [step(campaignId)] }),
    isSend,
    path,
    ...(name === 'send' ? { prepare: know } : {}),
    act: deliver(eventName),
    jobs: 1,
    ends: isSend ? ['succeeded', 'held'] : ['succeeded'],
    calls: 1,
  };
  const again: Scenario = { ...once, name: `${name}, second attempt`, turnedAway: path };
  delete again.recipe;
  return [once, again];
});

/** What people order: each works on a job or event that was there before. */
const orders: Scenario[] = [
  {
    name: 'replay task',
    prepare: async (world, marker) => {
      await deliver('emailOpen')(world, marker);
      await settled(world, marker);
    },
    async act({ server }, marker) {
      const { events, tasks } = await server.ask('look', 20);
      const event = events.find(({ text }) => text.includes(address(marker)))!.id;
      if (tasks.some(({ input }) => JSON.stringify(input).includes(event))) return;
      await server.ask('task', { kind: 'bulk_replay', events: { ids: [event] } });
    },
    jobs: 2,
    ends: ['succeeded'],
    calls: 2,
  },
  {
    name: 'rerun',
    prepare: async (world, marker) => {
      await deliver('emailClick')(world, marker);
      await settled(world, marker);
    },
    async act({ server }, marker) {
      const jobs = jobsOf(await server.ask('look', 20), marker);
      if (jobs.length === 1) await server.ask('rerun', jobs[0]!.id);
    },
    jobs: 2,
    ends: ['succeeded'],
    calls: 2,
  },
  ...(['release', 'discard'] as const).map((decision): Scenario => ({
    name: decision,
    isSend: true,
    // the message is not processed, and nobody is told
    prepare: async (world, marker) => {
      await know(world, marker);
      world.sandbox.addFault({ match: { path: '/api/sms/target' }, kind: 'reset', times: 1 });
      await deliver('smsReceived')(world, marker);
      await settled(world, marker);
    },
    async act({ server }, marker) {
      const [job] = jobsOf(await server.ask('look', 20), marker);
      if (job?.status === 'held') await server.ask(decision, job.id);
    },
    jobs: 1,
    ends: decision === 'release' ? ['succeeded', 'held'] : ['discarded'],
    calls: decision === 'release' ? 1 : 0,
    path: '/api/sms/target',
  })),
];

/** What moves jobs without a call. */
const quiet: Scenario[] = [
  {
    name: 'no step',
    recipe: () => ({
      trigger: on('emailComplaint'),
      steps: [{ id: 'branch', if: { left: email, op: 'is_blank' }, then: [{ id: 'end', stop: { as: 'failed' } }] }],
    }),
    act: deliver('emailComplaint'),
    jobs: 1,
    ends: ['succeeded'],
    calls: 0,
  },
  {
    name: 'rerun with all recorded',
    prepare: async (world, marker) => {
      await deliver('emailComplaint')(world, marker);
      await settled(world, marker);
    },
    async act({ server }, marker) {
      const jobs = jobsOf(await server.ask('look', 20), marker);
      if (jobs.length === 1) await server.ask('goOn', jobs[0]!.id);
    },
    jobs: 2,
    ends: ['succeeded'],
    calls: 0,
  },
  {
    name: 'lease sweep',
    prepare: async (world, marker) => {
      await deliver('emailClick')(world, marker);
      await settled(world, marker);
    },
    act: ({ server }) => server.ask('reclaim'),
    jobs: 1,
    ends: ['succeeded'],
    calls: 1,
  },
];

const rows = 5;
const others: Scenario[] = [
  {
    name: 'respond',
    recipe: () => ({
      trigger: { use: 'new_workflow', with: {} },
      steps: [
        { id: 'answer', respond: { status: 202, body: { seen: email } } },
        { id: 'step', use: 'upsert_user', with: { email, dataFields: { answered: true } } },
      ],
    }),
    act: ({ server, secret, journeyPaths }, marker) =>
      post(
        `${server.url}${journeyPaths['respond'] ?? ''}`,
        { 'x-itc-secret': secret },
        {
          email: address(marker),
          workflowId: 612001,
        },
      ),
    jobs: 1,
    ends: ['succeeded'],
    calls: 1,
  },
  {
    name: 'tracking call',
    act: ({ server, writeKey }, marker) =>
      post(
        `${server.url}/v1/batch`,
        { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` },
        { batch: [{ type: 'identify', messageId: marker, userId: marker, traits: { email: address(marker) } }] },
      ),
    jobs: 1,
    ends: ['succeeded'],
    calls: 1,
  },
  {
    name: 'bulk run',
    rows,
    async act({ server }, marker) {
      const { runs } = await server.ask('look', 20);
      if (runs.some(({ mapping }) => JSON.stringify(mapping).includes(marker))) return;
      const lines = Array.from({ length: rows }, (_, n) =>
        JSON.stringify({ email: `row${String(n)}.${address(marker)}` }),
      );
      const upload = await server.ask('upload', `${lines.join('\n')}\n`);
      await server.ask('bulk', {
        action: 'bulk_track_events',
        connection: 'sandbox',
        source: { kind: 'file', format: 'ndjson' },
        upload,
        input: {},
        mapping: { email: '{{ row.email }}', eventName: marker },
        isAuto: false,
      });
    },
    jobs: 0,
    ends: [],
    calls: 1,
  },
];

export const scenarios: readonly Scenario[] = [...ofSteps, ...orders, ...quiet, ...others];
