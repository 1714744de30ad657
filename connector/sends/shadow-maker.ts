import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { ActionResult, IterableConnection } from '../iterable/action-result.ts';
import { isObject } from '../iterable/decode-error.ts';
import type { ShadowRecord, ShadowStore } from '../store/store.ts';
import { clientTemplateIdOf, contentFingerprint, type FingerprintedContent } from './content-fingerprint.ts';

/** Runs a declared action of Iterable for the connection, with its record kept by the caller. */
export type CallAction = (action: string, input: JsonObject) => Promise<ActionResult>;

export interface ShadowMakerParts {
  store: Pick<ShadowStore, 'claimShadow' | 'recordShadow' | 'releaseShadow' | 'getShadow' | 'countShadows'>;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  newId: (prefix: string) => string;
  /** how long a claim holds without a sign of life; default 20,000 ms */
  leaseMs?: number;
  /** how long another one's work is waited for; default 30,000 ms */
  patienceMs?: number;
}

export interface ShadowWish {
  connection: Pick<IterableConnection, 'id'>;
  content: FingerprintedContent;
  name?: string | undefined;
  maxContents: number;
  call: CallAction;
}

/** `stop` ends the step: nothing was sent. */
export type ShadowAnswer =
  { shadow: ShadowRecord } | { stop: Pick<ActionResult, 'outcome' | 'error' | 'retryAfterMs'> };

const pollMs = 200;
/** what Iterable has just written may not be found at once */
const settleMs = 5_000;

const refused = (error: ConnectorError): ShadowAnswer => ({
  stop: { outcome: 'rejected', error: error.toJSON(), retryAfterMs: null },
});

/** Nothing was sent, so whatever is not a refusal can be tried again: what was made is found by its ID. */
const stopped = ({ outcome, error, retryAfterMs }: ActionResult): ShadowAnswer => ({
  stop: {
    outcome: outcome === 'rejected' ? 'rejected' : 'retry',
    error,
    retryAfterMs: outcome === 'unknown' ? Math.max(retryAfterMs ?? 0, settleMs) : retryAfterMs,
  },
});

/** The templates of an answer to "find by your ID". */
function templatesOf(output: Json): { templateId: number; campaignId: number | null }[] {
  const list = isObject(output) && Array.isArray(output['templates']) ? output['templates'] : [];
  return list.flatMap((entry) => {
    if (!isObject(entry) || typeof entry['templateId'] !== 'number') return [];
    const { templateId, campaignId } = entry;
    return [{ templateId: templateId, campaignId: typeof campaignId === 'number' ? campaignId : null }];
  });
}

/** The id of a new template is nowhere but in the words of the answer (reference: "Other traps"). */
const madeTemplateId = (output: Json): number | null => {
  const digits = isObject(output) ? /IDs?:\s*(\d+)/.exec(String(output['msg']))?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
};

/**
 * Makes sure that a content has a template and a running triggered campaign: once, however many ask at once, in however
 * many processes, and also when a process ends in between. Who claims the content first looks in Iterable by the ID of our
 * own, so what an earlier claimer made and could not record is taken up and not made again.
 */
export function createShadowMaker(parts: ShadowMakerParts) {
  const { store, now, sleep, newId, leaseMs = 20_000, patienceMs = 30_000 } = parts;
  const underWay = new Map<string, Promise<ShadowAnswer>>();
  const iso = (ms: number): string => new Date(ms).toISOString();

  const make = async (wish: ShadowWish, fingerprint: string, owner: string): Promise<ShadowAnswer> => {
    const place = { connectionId: wish.connection.id, fingerprint };
    const { messageTypeId, ...content } = wish.content;
    const clientTemplateId = clientTemplateIdOf(fingerprint);
    const name = wish.name ?? `Content ${fingerprint.slice(0, 8)}`;
    /** false: the lease ended and another one has taken over */
    const renew = async (): Promise<boolean> => {
      const claim = await store.claimShadow(place, { owner, at: iso(now()), leaseUntil: iso(now() + leaseMs) });
      return claim.state === 'claimed';
    };
    const lost: ShadowAnswer = { stop: { outcome: 'retry', error: null, retryAfterMs: pollMs } };

    const found = await wish.call('get_templates_by_client_id', { clientTemplateId });
    if (found.outcome !== 'success') return stopped(found);
    const templates = templatesOf(found.output);
    let templateId = templates.find(({ campaignId }) => campaignId === null)?.templateId ?? templates[0]?.templateId;
    let campaignId = templates.find((entry) => entry.campaignId !== null)?.campaignId ?? null;

    if (templateId === undefined) {
      if ((await store.countShadows(place.connectionId)) >= wish.maxContents) {
        return refused(new ConnectorError('ITC_SEND_CONTENT_LIMIT', undefined, { details: { path: 'html' } }));
      }
      if (!(await renew())) return lost;
      const given = Object.fromEntries(
        Object.entries(content).filter(([, value]) => value !== undefined),
      ) as JsonObject;
      const made = await wish.call('upsert_email_template', { ...given, clientTemplateId, name, messageTypeId });
      if (made.outcome !== 'success') return stopped(made);
      const id = madeTemplateId(made.output);
      if (id === null) return stopped({ ...made, outcome: 'unknown' });
      templateId = id;
    }
    if (campaignId === null) {
      if (!(await renew())) return lost;
      const made = await wish.call('create_campaign', { name, templateId });
      if (made.outcome !== 'success') return stopped(made);
      campaignId = isObject(made.output) ? Number(made.output['campaignId']) : NaN;
    }
    const started = await wish.call('activate_triggered_campaign', { campaignId });
    if (started.outcome === 'rejected') {
      const seen = await wish.call('get_campaign', { campaignId });
      const state = isObject(seen.output) ? seen.output['campaignState'] : undefined;
      if (state !== 'Running') {
        const said = started.error === null ? '' : ` ${started.error.message}`;
        return refused(
          new ConnectorError(
            'ITC_SEND_CAMPAIGN',
            `The campaign ${String(campaignId)} is not running in Iterable.${said}`,
            {
              details: { campaignId, found: typeof state === 'string' ? state : 'unknown' },
            },
          ),
        );
      }
    } else if (started.outcome !== 'success') return stopped(started);
    return { shadow: await store.recordShadow({ ...place, templateId, campaignId, createdAt: iso(now()) }) };
  };

  const claimAndMake = async (wish: ShadowWish, fingerprint: string): Promise<ShadowAnswer> => {
    const place = { connectionId: wish.connection.id, fingerprint };
    const owner = newId('own');
    const deadline = now() + patienceMs;
    for (;;) {
      const claim = await store.claimShadow(place, { owner, at: iso(now()), leaseUntil: iso(now() + leaseMs) });
      if (claim.state === 'made') return { shadow: claim.shadow };
      if (claim.state === 'claimed') break;
      if (now() >= deadline) {
        const waitMs = Math.max(Date.parse(claim.leaseUntil) - now(), pollMs);
        return { stop: { outcome: 'retry', error: null, retryAfterMs: waitMs } };
      }
      await sleep(pollMs);
    }
    // a call and its waits may take longer than the lease
    const alive = setInterval(() => {
      const claim = { owner, at: iso(now()), leaseUntil: iso(now() + leaseMs) };
      store.claimShadow(place, claim).catch(() => undefined);
    }, leaseMs / 4).unref();
    let answer: ShadowAnswer | null = null;
    try {
      answer = await make(wish, fingerprint, owner);
      return answer;
    } finally {
      clearInterval(alive);
      if (answer === null || 'stop' in answer) await store.releaseShadow(place, owner);
    }
  };

  return {
    /** the shadow that is remembered, without a call; null where the content is new */
    known: (connectionId: string, content: FingerprintedContent): Promise<ShadowRecord | null> =>
      store.getShadow({ connectionId, fingerprint: contentFingerprint(content) }),
    /** Throws only when the store fails. */
    async ensure(wish: ShadowWish): Promise<ShadowAnswer> {
      const fingerprint = contentFingerprint(wish.content);
      const known = await store.getShadow({ connectionId: wish.connection.id, fingerprint });
      if (known !== null) return { shadow: known };
      // those of one process wait for one another and not for the lease
      const key = `${wish.connection.id} ${fingerprint}`;
      const before = underWay.get(key);
      if (before !== undefined) return before;
      const making = claimAndMake(wish, fingerprint).finally(() => underWay.delete(key));
      underWay.set(key, making);
      return making;
    },
  };
}

export type ShadowMaker = ReturnType<typeof createShadowMaker>;
