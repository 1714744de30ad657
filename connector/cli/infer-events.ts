import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { observe } from '../../schemas/infer/observe.ts';
import { parseSamples } from '../../schemas/infer/parse-samples.ts';
import type { Shape } from '../../schemas/infer/shape.ts';
import { apiPath } from './api-client.ts';
import { Interrupted } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';
import type { Page } from './output.ts';

/** Which received events are samples. */
export interface EventChoice {
  count: number;
  /** an event name, or the id of a journey */
  trigger?: string;
  connection?: string;
}

interface EventPayload {
  contentType: string;
  text: string;
  json: Json;
}

const pageSize = 100;
const atOnce = 8;

async function listIds({ api }: Tools, { count, trigger, connection }: EventChoice): Promise<string[]> {
  const isJourney = trigger !== undefined && /^\d+$/.test(trigger);
  const which = isJourney ? { workflowId: trigger } : { eventName: trigger };
  const ids: string[] = [];
  let cursor: string | undefined;
  while (ids.length < count) {
    const limit = Math.min(pageSize, count - ids.length);
    // a repeated delivery is the same sample again
    const query = { ...which, connection, duplicates: false, limit, cursor };
    const { items, next } = await api.get<Page<{ id: string }>>('/events', query);
    ids.push(...items.map(({ id }) => id));
    if (next === null) break;
    cursor = next;
  }
  return ids.slice(0, count);
}

/** The sample in a payload: read from the text where it is JSON, because the parsed form has lost large integers. */
function sampleOf({ contentType, text, json }: EventPayload): unknown {
  if (!/\bjson\b/i.test(contentType)) return json;
  try {
    const samples = parseSamples(text, { repair: false });
    return samples.length === 1 ? samples[0] : json;
  } catch {
    // what recipes see is the sample then
    return json;
  }
}

/** Takes the last events of a connection, event name or journey into a shape. */
export async function takeEvents(tools: Tools, shape: Shape, choice: EventChoice): Promise<void> {
  const ids = await listIds(tools, choice);
  if (ids.length === 0) {
    const of = choice.trigger === undefined ? '' : ` of ${choice.trigger}`;
    throw new ConnectorError('ITC_EVENT_UNKNOWN', `No event${of} was received yet.`, {
      hint: '`itc events list` shows what was received.',
    });
  }
  let unread = 0;
  for (let from = 0; from < ids.length; from += atOnce) {
    if (tools.signal.aborted) throw new Interrupted();
    const some = ids.slice(from, from + atOnce);
    const events = await Promise.all(
      some.map((id) => tools.api.get<{ payload: EventPayload }>(apiPath`/events/${id}`)),
    );
    for (const { payload } of events) {
      if (payload.json === null) unread += 1;
      else observe(shape, sampleOf(payload));
    }
  }
  if (ids.length < choice.count) tools.out.note(`Only ${ids.length} events were received.`);
  if (unread > 0) tools.out.note(`${unread} events have no body that can be read; they are left out.`);
}
