import { z } from 'zod';
import { json } from './answer.ts';
import type { Answer } from './answer.ts';
import { confirmDoubleOptIn } from './confirm-double-opt-in.ts';
import type { Control, ControlCall } from './control.ts';
import { faultRequest } from './fault-plan.ts';
import { parseFault, UnknownFaultError } from './fault-words.ts';
import { findUser } from './identity.ts';
import { snapshotOf } from './project-state.ts';
import {
  doubleOptInReply,
  fireRequest,
  given,
  journeyRequest,
  settingsChange,
  webhookRequest,
} from './sandbox-settings.ts';
import { simulationControl } from './simulation-control.ts';
import { systemEventNames } from './system-webhook-body.ts';
import type { Delivery } from './webhook-courier.ts';

type ControlRoute = (control: Control, call: ControlCall) => Answer | Promise<Answer>;
interface Sent {
  delivery: Delivery;
  done: Promise<Delivery>;
}

const shownDeliveries = 1000;

async function report(sent: readonly Sent[], wait: boolean, extra: object): Promise<Answer> {
  if (wait) await Promise.all(sent.map(({ done }) => done));
  const deliveries = sent
    .slice(0, shownDeliveries)
    .map(({ delivery: { id, state, status } }) => ({ id, state, status }));
  return json({ ...extra, deliveries });
}

async function fire(control: Control, call: ControlCall): Promise<Answer> {
  const { event, email, userId, dataFields, count, repeat, wait } = fireRequest.parse(call.body);
  const { world, courier } = control;
  const now = world.now();
  const sent: Sent[] = [];
  const inFlight = 256;
  for (let n = 0; n < count; n += 1) {
    const one = world.fire(
      {
        event,
        email: email?.replaceAll('{n}', String(n)) ?? (userId === undefined ? 'someone@example.org' : undefined),
        userId: userId?.replaceAll('{n}', String(n)),
        dataFields,
        // dates have whole seconds and some events no other mark of their own, so each takes a second for itself
        at: now - (count - 1 - n) * 1000,
      },
      repeat,
    );
    sent.push(...one);
    // a caller who waits is spared a hundred thousand open requests
    if (wait && (n + 1) % inFlight === 0) await courier.idle();
  }
  return report(sent, wait, { fired: count, targets: sent.length / (count * repeat) });
}

async function fireJourney(control: Control, call: ControlCall): Promise<Answer> {
  const { wait, email, userId, dataFields, ...post } = journeyRequest.parse(call.body);
  const who = given({ email, userId });
  const sent = control.world.postJourney(given(post), (target) => {
    if (post.body !== undefined) return post.body;
    const fields = dataFields ?? {};
    return target.layout === 'flat'
      ? { ...fields, ...who, workflowId: post.workflowId }
      : { ...who, workflowId: post.workflowId, dataFields: fields };
  });
  return report(sent, wait, { fired: sent.length });
}

function calls({ calls: log }: Control, { query }: ControlCall): Answer {
  const path = query.get('path');
  const since = Number(query.get('since') ?? '0');
  const chosen = log.entries.filter((entry) => entry.n >= since && (path === null || entry.path.startsWith(path)));
  const limit = query.get('limit');
  return json({ total: log.total, calls: limit === null ? chosen : chosen.slice(-Number(limit)) });
}

/** The calls under /sandbox/, which need no key and are subject to neither limits nor faults. */
const routes: Record<string, ControlRoute> = {
  'GET /sandbox/state': ({ world, calls: log }) =>
    json({ settings: world.settings, ...snapshotOf(world.state), calls: log.entries }),
  'GET /sandbox/calls': calls,
  'POST /sandbox/reset': ({ world, limiter, faults, calls: log, courier }) => {
    world.reset();
    limiter.clear();
    faults.clear();
    log.clear();
    courier.deliveries.clear();
    return json({ reset: true });
  },
  'GET /sandbox/settings': ({ world }) => json(world.settings),
  'POST /sandbox/settings': ({ world }, { body }) => {
    Object.assign(world.settings, given(settingsChange.parse(body)));
    return json(world.settings);
  },
  'GET /sandbox/faults': ({ faults }) => json({ faults: faults.list() }),
  'POST /sandbox/faults': ({ faults }, { body }) => {
    for (const fault of [body].flat()) {
      faults.add(typeof fault === 'string' ? parseFault(fault) : faultRequest.parse(fault));
    }
    return json({ faults: faults.list() });
  },
  'DELETE /sandbox/faults': ({ faults }) => {
    faults.clear();
    return json({ faults: [] });
  },
  'POST /sandbox/double-opt-in': ({ world }, { body }) => {
    const found = findUser(world, doubleOptInReply.parse(body), false);
    if ('fault' in found || !found.profile) return json({ error: 'No such user' }, 400);
    return json({ subscribedMessageTypeIds: confirmDoubleOptIn(world, found.profile) });
  },
  'GET /sandbox/events': () => json({ events: systemEventNames }),
  'POST /sandbox/fire': fire,
  'POST /sandbox/fire-journey': fireJourney,
  'GET /sandbox/webhooks': ({ world }) => json({ webhooks: world.targets }),
  'POST /sandbox/webhooks': ({ world }, { body }) => json(world.addTarget(given(webhookRequest.parse(body)))),
  'DELETE /sandbox/webhooks': ({ world }) => {
    world.targets = [];
    return json({ webhooks: [] });
  },
  ...simulationControl,
  'GET /sandbox/deliveries': ({ courier }) => json({ deliveries: courier.deliveries.items }),
};

/** Answers a call under /sandbox/; a body that does not fit is refused with 400 and the reasons. */
export async function answerControlCall(
  control: Control,
  { method, path, query, rawBody }: { method: string; path: string; query: URLSearchParams; rawBody: string },
): Promise<Answer> {
  const route = routes[`${method} ${path}`];
  if (!route) return json({ error: `No control call ${method} ${path}`, known: Object.keys(routes) }, 404);
  try {
    const body: unknown = rawBody === '' ? {} : JSON.parse(rawBody);
    return await route(control, { query, body });
  } catch (error) {
    if (error instanceof z.ZodError) return json({ error: 'Bad request', issues: error.issues }, 400);
    if (error instanceof UnknownFaultError) return json({ error: error.message }, 400);
    if (error instanceof SyntaxError) return json({ error: 'The body is not JSON' }, 400);
    throw error;
  }
}
