import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';
import type { OutsideWorld } from '../outbound/outside-world.ts';
import { newSigningSecret, signedHeaders } from '../outbound/sign-message.ts';
import type { JobChange, JobRecord } from '../store/store.ts';
import { createAlertGroups, type JobTrouble } from './alert-groups.ts';
import { alertMessage, testMessage, type AlertMessage } from './alert-message.ts';

/** What an alert may be about. */
export const alertCauses = ['failed', 'held'] as const;
export type AlertCause = (typeof alertCauses)[number];

// of chat tools the address itself is the secret, so it is kept sealed and never shown again
const keptSchema = z.object({ url: z.string(), causes: z.array(z.enum(alertCauses)), secret: z.string() }).nullable();
type Kept = z.infer<typeof keptSchema>;

/** The settings as they may be shown. */
export interface AlertSettings {
  /** of the address */
  origin: string;
  causes: AlertCause[];
  /** of the last message since the start of this process; null = none was sent */
  last: { at: string; error: string | null } | null;
}

/** Tells a chat or another system of jobs that failed or are held. */
export interface Alerts {
  /** null = nobody is told */
  get(): Promise<AlertSettings | null>;
  /** Answers the secret that messages are signed with, shown this once. Throws ITC_OUTBOUND_REFUSED */
  set(url: string, causes: readonly AlertCause[]): Promise<{ secret: string }>;
  remove(): Promise<void>;
  /** Sends a message now. Throws ITC_ALERT_OFF, ITC_ALERT_FAILED */
  test(): Promise<void>;
  /** told after a change of a job is on disk */
  jobChanged(job: Pick<JobRecord, 'id' | 'recipe'>, change: JobChange): void;
  /** after another process changed the settings */
  reload(): void;
  stop(): void;
}

export interface AlertParts {
  outside: Pick<OutsideWorld, 'checkAddress' | 'post'>;
  sealSetting: (key: string, value: string) => Promise<void>;
  openSetting: (key: string) => Promise<string | null>;
  /** where people look at the job */
  jobUrl: (id: string) => string;
  newId: (prefix: string) => string;
  now: () => number;
  log: Pick<Log, 'warn'>;
  /** how long what comes together is gathered; default 2,000 ms */
  gatherMs?: number;
}

const setting = 'alerts';
const firstRetryMs = 30_000;
const longestRetryMs = 15 * 60_000;

export function createAlerts(parts: AlertParts): Alerts {
  const { outside, sealSetting, openSetting, jobUrl, newId, now, log, gatherMs = 2_000 } = parts;
  const groups = createAlertGroups();
  let kept: Promise<Kept> | null = null;
  let last: AlertSettings['last'] = null;
  let timer: { atMs: number; handle: NodeJS.Timeout } | null = null;
  let isTelling = false;
  let failures = 0;
  let isStopped = false;

  const load = (): Promise<Kept> => {
    kept ??= openSetting(setting)
      .then((text) => keptSchema.parse(JSON.parse(text ?? 'null')))
      .catch((error: unknown) => {
        kept = null;
        throw error;
      });
    return kept;
  };
  const keep = async (settings: Kept): Promise<void> => {
    await sealSetting(setting, JSON.stringify(settings));
    kept = Promise.resolve(settings);
    last = null;
    failures = 0;
  };

  const post = async ({ url, secret }: NonNullable<Kept>, message: AlertMessage): Promise<void> => {
    const body = JSON.stringify(message);
    const at = new Date(now()).toISOString();
    try {
      const status = await outside.post(url, signedHeaders({ id: newId('msg'), atMs: now(), secret, body }), body);
      if (status < 200 || status > 299) {
        throw new ConnectorError('ITC_ALERT_FAILED', `The address for alerts answered ${String(status)}.`);
      }
      last = { at, error: null };
    } catch (cause) {
      const known = cause instanceof ConnectorError;
      const error = known ? cause : new ConnectorError('ITC_ALERT_FAILED', undefined, { cause });
      last = { at, error: error.message };
      throw error;
    }
  };

  const tell = async (): Promise<void> => {
    const settings = await load();
    const due = groups.take(now());
    if (settings === null || due.length === 0) return;
    try {
      await post(settings, alertMessage(due, now(), jobUrl));
      failures = 0;
    } catch (error) {
      failures += 1;
      groups.giveBack(due);
      log.warn('an alert could not be sent', { error });
    }
  };

  /** at the first chance: what waits for the end of a quiet time, and what could not be sent */
  const schedule = (): void => {
    const nextAt = groups.nextAt();
    // who is telling asks again at its end
    if (nextAt === null || isTelling || isStopped) return;
    const again = failures === 0 ? 0 : Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs);
    const atMs = now() + Math.max(gatherMs, nextAt - now(), again);
    if (timer !== null && timer.atMs <= atMs) return;
    if (timer !== null) clearTimeout(timer.handle);
    timer = { atMs, handle: setTimeout(run, atMs - now()).unref() };
  };
  const run = (): void => {
    timer = null;
    isTelling = true;
    void tell()
      .catch((error: unknown) => log.warn('the settings of alerts could not be read', { error }))
      .then(() => {
        isTelling = false;
        schedule();
      });
  };

  const troubleOf = (job: Pick<JobRecord, 'id' | 'recipe'>, { status, error }: JobChange): JobTrouble | null =>
    status === 'failed' || status === 'held'
      ? { recipe: job.recipe, status, code: error?.code ?? 'ITC_STEP_FAILED', job: job.id }
      : null;

  return {
    async get() {
      const settings = await load();
      return settings === null ? null : { origin: new URL(settings.url).origin, causes: settings.causes, last };
    },
    async set(url, causes) {
      outside.checkAddress(url);
      const secret = newSigningSecret();
      await keep({ url, causes: [...causes], secret });
      return { secret };
    },
    remove: () => keep(null),
    async test() {
      const settings = await load();
      if (settings === null) throw new ConnectorError('ITC_ALERT_OFF');
      await post(settings, testMessage(now(), jobUrl('')));
    },
    jobChanged(job, change) {
      const trouble = troubleOf(job, change);
      if (trouble === null || isStopped) return;
      void load().then(
        (settings) => {
          if (settings?.causes.includes(trouble.status) !== true) return;
          groups.note(trouble);
          schedule();
        },
        (error: unknown) => log.warn('the settings of alerts could not be read', { error }),
      );
    },
    reload() {
      kept = null;
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer.handle);
    },
  };
}
