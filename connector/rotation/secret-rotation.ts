import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { Log } from '../log.ts';
import type { ConnectionBook } from '../runtime/connection-book.ts';
import type { ConnectionRecord, HookSecret, SecretRotation } from '../store/store.ts';

/** How long things last; milliseconds. */
export interface RotationTimes {
  /** life of a secret */
  validMs: number;
  /** a secret is renewed when less than this is left of it */
  refreshMs: number;
  /** how long the secret before is taken if Iterable is not seen to use the new one */
  overlapMs: number;
}

export interface RotationParts {
  connections: Pick<ConnectionBook, 'get' | 'list' | 'change'>;
  runAction: (connection: string, action: string, input: JsonObject) => Promise<ActionResult>;
  newSecret: (prefix: string) => string;
  hashSecret: (secret: string) => string;
  times: RotationTimes;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
}

export interface RotationSettings {
  mode: SecretRotation['mode'];
  webhookId: number | null;
}

const dayMs = 24 * 60 * 60_000;
/** Iterable keeps settings in caches for a while, so calls with the old secret may follow the first one with the new */
const graceMs = 10 * 60_000;
/** what a failed rotation gives the old secret */
const respiteMs = 2 * dayMs;
const warnMs = 14 * dayMs;
const tries = 3;
/** expired secrets are kept so that a call with one can be told so */
const keptSecrets = 3;

const fresh: SecretRotation = {
  mode: 'automatic',
  webhookId: null,
  firstTokenAt: null,
  lastRunAt: null,
  lastRotatedAt: null,
  alarm: null,
};

interface Webhook {
  id: number;
  endpoint: string;
  authType: string;
}

/** Secrets with an end: made, given to Iterable, overlapped with the one before, and watched. */
export function createSecretRotation(parts: RotationParts) {
  const { connections, runAction, newSecret, hashSecret, times, now, sleep, log } = parts;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const endMs = ({ expiresAt }: HookSecret): number => (expiresAt === null ? Infinity : Date.parse(expiresAt));

  const readWebhooks = async (name: string): Promise<Webhook[]> => {
    const { outcome, output, error } = await runAction(name, 'list_webhooks', {});
    const webhooks = (output as { webhooks?: unknown } | null)?.webhooks;
    if (outcome === 'success' && Array.isArray(webhooks)) return webhooks as Webhook[];
    throw new ConnectorError(
      'ITC_ROTATION_FAILED',
      `The webhooks of ${name} could not be read (${error?.code ?? outcome}).`,
    );
  };
  const findWebhook = async (name: string, webhookId: number): Promise<Webhook> => {
    const webhooks = await readWebhooks(name);
    const found = webhooks.find(({ id }) => id === webhookId);
    if (found !== undefined) return found;
    const known = webhooks.map(({ id }) => id).join(', ') || 'none';
    throw new ConnectorError('ITC_ROTATION_WEBHOOK', `Iterable has no webhook ${webhookId}; it has ${known}.`, {
      details: { path: 'webhookId' },
    });
  };
  const makeSecret = (): { secret: string; entry: HookSecret } => {
    const secret = newSecret('whs');
    const entry = { hash: hashSecret(secret), createdAt: iso(now()), expiresAt: iso(now() + times.validMs) };
    return { secret, entry };
  };
  const changeRotation = (name: string, change: (rotation: SecretRotation) => Partial<SecretRotation>) =>
    connections.change(name, (record) => {
      const rotation = record.rotation ?? fresh;
      return { ...record, rotation: { ...rotation, ...change(rotation) } };
    });
  const raise = async (name: string, error: ConnectorError): Promise<void> => {
    log.error('the webhook secret needs a person', { connection: name, code: error.code });
    const alarm = { code: error.code, message: error.message, at: iso(now()) };
    await changeRotation(name, () => ({ alarm, lastRunAt: iso(now()) }));
  };

  /** at least so long must the secrets that Iterable may use stay valid */
  const extend = (secrets: readonly HookSecret[], untilMs: number): HookSecret[] =>
    secrets.map((secret) =>
      endMs(secret) > now() && endMs(secret) < untilMs ? { ...secret, expiresAt: iso(untilMs) } : secret,
    );

  /** gives the secret to Iterable; resolves to what is known of it */
  const give = async (name: string, webhook: Webhook, secret: string): Promise<'given' | 'refused' | 'unknown'> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (attempt > 0) await sleep(1_000 * 2 ** attempt);
      const result = await runAction(name, 'update_webhook', {
        id: webhook.id,
        authType: webhook.authType === 'Basic' ? 'Basic' : 'OAuth2',
        authToken: secret,
      });
      if (result.outcome === 'success') return 'given';
      if (result.outcome === 'rejected') return attempt === 0 ? 'refused' : 'unknown';
    }
    return 'unknown';
  };

  const rotate = async (record: ConnectionRecord, webhookId: number): Promise<void> => {
    const { name } = record;
    const webhook = await findWebhook(name, webhookId);
    const { secret, entry } = makeSecret();
    // taken before it is given, so that not one call with it is refused
    await connections.change(name, (before) => ({
      ...before,
      secrets: [...extend(before.secrets, now() + times.overlapMs), { ...entry, isPending: true as const }].slice(
        -keptSecrets,
      ),
    }));
    const known = await give(name, webhook, secret);
    if (known === 'given') {
      await connections.change(name, (before) => ({
        ...before,
        secrets: before.secrets.map((one) => (one.hash === entry.hash ? withoutPending(one) : one)),
      }));
      await changeRotation(name, () => ({ lastRotatedAt: iso(now()), lastRunAt: iso(now()), alarm: null }));
      log.info('a new webhook secret was given to Iterable', { connection: name });
      return;
    }
    if (known === 'refused') {
      await connections.change(name, (before) => ({
        ...before,
        secrets: before.secrets.filter(({ hash }) => hash !== entry.hash),
      }));
    }
    throw new ConnectorError('ITC_ROTATION_FAILED');
  };

  /** what the daily run does for one connection; false = it must be tried again soon */
  const look = async (record: ConnectionRecord): Promise<boolean> => {
    const { name, rotation, secrets } = record;
    const newest = secrets.at(-1);
    if (rotation === undefined || newest === undefined) return true;
    const leftMs = endMs(newest) - now();
    if (rotation.mode === 'static') {
      if (leftMs > warnMs) {
        if (rotation.alarm !== null) await changeRotation(name, () => ({ alarm: null, lastRunAt: iso(now()) }));
        return true;
      }
      const when = leftMs > 0 ? `ends on ${newest.expiresAt ?? ''}` : `ended on ${newest.expiresAt ?? ''}`;
      await raise(name, new ConnectorError('ITC_HOOK_SECRET_EXPIRED', `The webhook secret ${when}.`));
      return true;
    }
    if (rotation.webhookId === null) return true;
    // by its age too: the end of a secret that could not be renewed was put off
    const isYoung = Math.min(leftMs, Date.parse(newest.createdAt) + times.validMs - now()) > times.refreshMs;
    if (newest.isPending !== true && isYoung) {
      const before = secrets.at(-2);
      const isUnseen = newest.provedAt === undefined && rotation.lastRotatedAt !== null;
      if (isUnseen && before !== undefined && endMs(before) > now() && endMs(before) - now() <= times.refreshMs) {
        const message = 'Iterable has not used the new webhook secret yet, and the old one ends within a day.';
        await raise(name, new ConnectorError('ITC_ROTATION_FAILED', message));
      }
      return true;
    }
    try {
      await rotate(record, rotation.webhookId);
      return true;
    } catch (cause) {
      const error =
        cause instanceof ConnectorError ? cause : new ConnectorError('ITC_ROTATION_FAILED', undefined, { cause });
      await connections.change(name, (before) => ({ ...before, secrets: extend(before.secrets, now() + respiteMs) }));
      await raise(name, error);
      return false;
    }
  };

  return {
    /**
     * Sets what becomes of the secret; null = it has no end. Throws ITC_ROTATION_WEBHOOK for an id that Iterable does not have.
     * @returns the webhook that will get new secrets
     */
    async configure(name: string, settings: RotationSettings | null): Promise<Webhook | null> {
      const webhookId = settings?.webhookId ?? null;
      const webhook = webhookId === null ? null : await findWebhook(name, webhookId);
      const isOff = settings === null || (settings.mode === 'automatic' && webhook === null);
      await connections.change(name, (record) => {
        const rotation = { ...(record.rotation ?? fresh), alarm: null, ...settings };
        const newest = record.secrets.at(-1);
        const least = settings?.mode === 'static' ? warnMs : times.refreshMs;
        const secrets = record.secrets.map((secret) => {
          if (secret !== newest) return secret;
          if (isOff) return { ...secret, expiresAt: null };
          if (secret.expiresAt !== null) return secret;
          // an old secret must not end at once
          const until = Math.max(Date.parse(secret.createdAt) + times.validMs, now() + least);
          return { ...secret, expiresAt: iso(until) };
        });
        if (settings !== null) return { ...record, secrets, rotation };
        const { rotation: _, ...rest } = record;
        return { ...rest, secrets };
      });
      return webhook;
    },

    /** A first token for whoever sets up Iterable, shown this once. Throws ITC_TOKEN_SHOWN. */
    async firstToken(name: string): Promise<{ secret: string; expiresAt: string | null }> {
      const { rotation } = await connections.get(name);
      const shownAt = rotation?.firstTokenAt ?? null;
      if (shownAt !== null) {
        throw new ConnectorError('ITC_TOKEN_SHOWN', `The first token of ${name} was shown on ${shownAt}.`);
      }
      const { secret, entry } = makeSecret();
      const hasEnd = rotation !== undefined && (rotation.mode === 'static' || rotation.webhookId !== null);
      const kept = hasEnd ? entry : { ...entry, expiresAt: null };
      await connections.change(name, (record) => ({
        ...record,
        secrets: [...record.secrets, kept].slice(-keptSecrets),
        rotation: { ...(record.rotation ?? fresh), firstTokenAt: iso(now()) },
      }));
      return { secret, expiresAt: kept.expiresAt };
    },

    /** renews what is near its end; false = something failed, and the run should be repeated soon */
    async runDaily(): Promise<boolean> {
      const done: boolean[] = [];
      for (const record of await connections.list()) done.push(await look(record));
      return done.every(Boolean);
    },

    /** the same for one connection; throws ITC_CONNECTION_UNKNOWN */
    runFor: async (name: string): Promise<boolean> => look(await connections.get(name)),

    /** the newest secret came with a call: the ones before it end shortly */
    async prove(name: string): Promise<void> {
      await connections.change(name, (record) => {
        const newest = record.secrets.at(-1);
        return {
          ...record,
          secrets: record.secrets.map((secret) => {
            if (secret === newest) return { ...withoutPending(secret), provedAt: secret.provedAt ?? iso(now()) };
            return endMs(secret) > now() + graceMs ? { ...secret, expiresAt: iso(now() + graceMs) } : secret;
          }),
        };
      });
    },
  };
}

function withoutPending({ isPending: _, ...secret }: HookSecret): HookSecret {
  return secret;
}

export type SecretRotations = ReturnType<typeof createSecretRotation>;
