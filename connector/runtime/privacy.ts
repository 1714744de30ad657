import { createConsentBook, type ConsentBook } from '../consent/consent-book.ts';
import { createConsentFeed, type ConsentFeed } from '../consent/consent-feed.ts';
import { createConsentWorker, type ConsentWorker } from '../consent/consent-worker.ts';
import type { PostSigned } from '../consent/post-signed.ts';
import type { RunNamedAction } from '../consent/push-person.ts';
import { createErasers, type EraserParts } from '../erasure/erasers.ts';
import { createErasureRunner, type ErasureRunner } from '../erasure/erasure-runner.ts';
import type { Log } from '../log.ts';
import type { PersonKeys } from '../security/person-keys.ts';
import type { Sealer } from '../security/seal.ts';
import { aloneAnyway, type Alone } from './alone.ts';
import type { ConnectionBook } from './connection-book.ts';

const sharedLookMs = 2_000;

export interface PrivacyParts extends Omit<EraserParts, 'consent'> {
  connections: Pick<ConnectionBook, 'get'>;
  /** null = no other process is on the store */
  alone: Alone | null;
  sealer: Sealer;
  personKeys: PersonKeys;
  runAction: (connection: string) => RunNamedAction;
  postSigned: PostSigned;
  newId: (prefix: string) => string;
  now: () => number;
  log: Log;
}

/** What people may ask of who keeps their data: their preferences, and to be erased. */
export interface Privacy {
  consent: ConsentBook;
  erasures: ErasureRunner;
  /** at an event that is about to be stored; see ConsentFeed */
  look: ConsentFeed['look'];
  /** goes on with what the store says is open */
  start(): Promise<void>;
  /** resolves when no event waits to be taken and no preference is due */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export function createPrivacy(parts: PrivacyParts): Privacy {
  const { store, now, log } = parts;
  const alone = parts.alone ?? aloneAnyway;
  let worker: ConsentWorker | null = null;
  const consent = createConsentBook({ ...parts, onDue: () => worker?.wake() });
  const feed = createConsentFeed({ store, book: consent, now, log, alone: parts.alone });
  const erasures = createErasureRunner({ ...parts, alone, erasers: createErasers({ ...parts, consent }) });
  return {
    consent,
    erasures,
    look: feed.look,
    async start() {
      const lookMs = parts.alone === null ? undefined : sharedLookMs;
      worker = createConsentWorker({ ...parts, alone, book: consent, ...(lookMs === undefined ? {} : { lookMs }) });
      await feed.start();
      worker.wake();
      erasures.wake();
    },
    async settle() {
      await feed.settle();
      await worker?.settle();
    },
    async stop() {
      await feed.stop();
      await Promise.all([worker?.stop(), erasures.stop()]);
    },
  };
}
