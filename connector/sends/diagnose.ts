import { errorCatalogue, type ErrorCode } from '../../errors/error-catalogue.ts';
import { troubleText } from '../iterable/server-troubles.ts';
import type { ServerTrouble } from '../iterable/raw-answer.ts';
import type { ConnectionRecord, SendMatch, Store } from '../store/store.ts';
import { defaultSendSettings } from './send-settings.ts';

/** One answer to "why does nothing arrive, match or send". */
export interface Finding {
  area: 'arrive' | 'match' | 'send';
  level: 'problem' | 'hint' | 'ok';
  /** stable name of the finding */
  name: string;
  title: string;
  next: string;
  count: number | null;
  lastAt: string | null;
}

export interface DiagnoseParts {
  store: Pick<
    Store,
    | 'listRejectedCalls'
    | 'listEvents'
    | 'countSendEvents'
    | 'listSends'
    | 'countShadows'
    | 'listSuppressions'
    | 'countJobsOf'
  >;
  publicUrl: string | null;
  /** null unless Iterable fails again and again */
  trouble: ServerTrouble | null;
  now: () => number;
}

const dayMs = 86_400_000;
/** a count beyond this says no more to a person */
const maxCounted = 500;

type Facts = Pick<Finding, 'count' | 'lastAt'>;
const finding =
  (area: Finding['area']) =>
  (level: Finding['level'], name: string, title: string, next: string, facts: Partial<Facts> = {}): Finding => ({
    area,
    level,
    name,
    title,
    next,
    count: facts.count ?? null,
    lastAt: facts.lastAt ?? null,
  });

async function whyNothingArrives(
  { store, publicUrl, now }: DiagnoseParts,
  { name, sandboxUrl, secrets, allowUnauthenticated }: ConnectionRecord,
): Promise<Finding[]> {
  const say = finding('arrive');
  const found: Finding[] = [];
  if (publicUrl === null && sandboxUrl === null) {
    found.push(
      say(
        'problem',
        'no_public_url',
        'Iterable cannot reach this server: it has no public address.',
        'Set ITC_PUBLIC_URL to the https address that Iterable reaches, and copy the webhook address again.',
      ),
    );
  }
  if (secrets.length === 0 && !allowUnauthenticated) {
    found.push(
      say(
        'problem',
        'no_secret',
        'The connection has no webhook secret.',
        'Rotate the secret, and paste the new one into Iterable.',
      ),
    );
  }
  const since = new Date(now() - dayMs).toISOString();
  const { items } = await store.listRejectedCalls({ connection: name, limit: maxCounted });
  const byCode = new Map<string, { count: number; lastAt: string }>();
  for (const { code, at } of items.filter((call) => call.at >= since)) {
    const known = byCode.get(code);
    byCode.set(code, { count: (known?.count ?? 0) + 1, lastAt: known?.lastAt ?? at });
  }
  for (const [code, facts] of byCode) {
    const entry = Object.hasOwn(errorCatalogue, code) ? errorCatalogue[code as ErrorCode] : undefined;
    const title = `Webhook calls were refused: ${entry?.message ?? code}`;
    found.push(say('problem', `refused_${code}`, title, entry?.hint ?? 'Look at the refused calls.', facts));
  }
  const { items: events } = await store.listEvents({ connection: name, kind: 'system_webhook', limit: 1 });
  const last = events[0];
  found.push(
    last === undefined
      ? say(
          'hint',
          'no_event_yet',
          'No system webhook has ever arrived.',
          'Set the webhook up in Iterable under Integrations > System webhooks, with the address and secret of this connection.',
        )
      : say('ok', 'last_event', 'System webhooks arrive.', 'Nothing to do.', { lastAt: last.receivedAt }),
  );
  return found;
}

const matchTexts: Record<'no_metadata' | 'unknown_send', { title: string; next: string }> = {
  no_metadata: {
    title: 'Webhooks of campaigns that this server sends belong to no message of it, and carry no send id.',
    next: 'Somebody else sends these campaigns too, or the events are of a channel without metadata and of another person.',
  },
  unknown_send: {
    title: 'Webhooks carry a send id that is not known here.',
    next: 'Another installation sends with this project, or the sends were removed with their jobs: see ITC_KEEP_JOBS_DAYS.',
  },
};

async function whyNothingMatches({ store, now }: DiagnoseParts, { id }: ConnectionRecord): Promise<Finding[]> {
  const say = finding('match');
  const counts = await store.countSendEvents(id, new Date(now() - 7 * dayMs).toISOString());
  const of = (matches: readonly SendMatch[]): number =>
    counts.filter(({ match }) => matches.includes(match)).reduce((sum, { events }) => sum + events, 0);
  const found: Finding[] = [];
  for (const match of ['no_metadata', 'unknown_send'] as const) {
    const { title, next } = matchTexts[match];
    if (of([match]) > 0) found.push(say('hint', match, title, next, { count: of([match]) }));
  }
  const matched = of(['send_id', 'message_id', 'campaign_and_person']);
  const { items } = await store.listSends({ connectionId: id, status: 'accepted', limit: 1 });
  const last = items[0];
  const isOld = last !== undefined && Date.parse(last.createdAt) < now() - 60 * 60_000;
  if (matched === 0 && last !== undefined && isOld) {
    found.push(
      say(
        'problem',
        'no_send_events',
        'Messages were accepted, and no webhook has told anything of them.',
        'Tick the triggered send, open, click, bounce, complaint, unsubscribe and skip events in the system webhook of Iterable.',
        { lastAt: last.createdAt },
      ),
    );
  }
  if (matched > 0)
    found.push(say('ok', 'matched', 'Webhooks are attached to their messages.', 'Nothing to do.', { count: matched }));
  return found;
}

async function whyNothingIsSent(
  { store, trouble }: DiagnoseParts,
  { id, sends }: ConnectionRecord,
): Promise<Finding[]> {
  const say = finding('send');
  const settings = { ...defaultSendSettings, ...sends };
  const found: Finding[] = [];
  if (trouble !== null) {
    const title = 'Iterable fails calls again and again.';
    found.push(
      say('problem', 'iterable_fails', title, `${troubleText(trouble)} Calls that may be repeated are.`, {
        count: trouble.failures,
        lastAt: new Date(trouble.lastMs).toISOString(),
      }),
    );
  }
  const { isOn, recipients } = settings.testMode;
  if (isOn) {
    found.push(
      say(
        'hint',
        'test_mode',
        'The connection is in test mode: only listed recipients get messages.',
        'Switch it off when you go live.',
        {
          count: recipients.length,
        },
      ),
    );
  }
  for (const kind of ['transactional', 'marketing'] as const) {
    if (settings[`${kind}MessageTypeId`] !== null) continue;
    const title = `No message type is chosen for ${kind} messages with own content.`;
    found.push(say('hint', `no_${kind}_type`, title, 'Choose one in the send settings of the connection.'));
  }
  for (const [status, level, title, next] of [
    ['refused', 'problem', 'Iterable refused messages.', 'Open one: its job says why and what to do.'],
    ['unknown', 'problem', 'The outcome of messages is not known.', 'Look at the held jobs; release or discard them.'],
    ['accepted', 'ok', 'Iterable accepts messages.', 'Nothing to do.'],
  ] as const) {
    const { items } = await store.listSends({ connectionId: id, status, limit: maxCounted });
    if (items[0] !== undefined) {
      found.push(say(level, `sends_${status}`, title, next, { count: items.length, lastAt: items[0].createdAt }));
    }
  }
  for (const code of ['ITC_SEND_TEST_MODE', 'ITC_SEND_SUPPRESSED', 'ITC_SEND_CONTENT_LIMIT'] as const) {
    const jobs = await store.countJobsOf({ code });
    if (jobs === 0) continue;
    const { message, hint } = errorCatalogue[code];
    found.push(say('hint', `jobs_${code}`, `Jobs ended with: ${message}`, hint, { count: jobs }));
  }
  const contents = await store.countShadows(id);
  if (contents >= settings.maxContents * 0.8) {
    found.push(
      say(
        'hint',
        'many_contents',
        'Many contents have a template and a campaign of their own.',
        errorCatalogue.ITC_SEND_CONTENT_LIMIT.hint,
        { count: contents },
      ),
    );
  }
  if (settings.suppressionListId !== null) {
    const { items } = await store.listSuppressions({ connectionId: id, isPushed: false, limit: maxCounted });
    if (items.length > 0) {
      const title = 'Suppressed people are not taken off the list in Iterable yet.';
      found.push(
        say('hint', 'unpushed', title, 'Check the list id and the rights of the key.', { count: items.length }),
      );
    }
  }
  return found;
}

/** Why nothing arrives, matches or is sent, in this order; problems of each area before hints. Reads only what is kept here. */
export async function diagnose(parts: DiagnoseParts, connection: ConnectionRecord): Promise<Finding[]> {
  const order = { problem: 0, hint: 1, ok: 2 };
  const areas = await Promise.all(
    [whyNothingArrives, whyNothingMatches, whyNothingIsSent].map((find) => find(parts, connection)),
  );
  return areas.flatMap((found) => found.sort((a, b) => order[a.level] - order[b.level]));
}
