import type { JsonObject } from '../../errors/json.ts';
import type { AssetStore } from '../assets/asset-store.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { BulkRunner } from '../bulk/bulk-runner.ts';
import type { Config } from '../config.ts';
import type { ConsentBook } from '../consent/consent-book.ts';
import type { ErasureRunner } from '../erasure/erasure-runner.ts';
import type { StepAction } from '../define-web-action.ts';
import type { Picklist } from '../define.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { Intake } from '../intake/intake.ts';
import type { IterableClient } from '../iterable/client.ts';
import type { LimitUse } from '../iterable/limits.ts';
import type { LoadedPicklist } from '../iterable/load-picklist.ts';
import type { ProjectFields } from '../iterable/project-fields.ts';
import type { ActionPreview } from '../iterable/preview-request.ts';
import type { ServerTroubles } from '../iterable/server-troubles.ts';
import type { StreamClient } from '../iterable/stream-client.ts';
import type { ConnectionTest } from '../iterable/test-connection.ts';
import type { Transport } from '../iterable/transport.ts';
import type { Learner } from '../learning/learner.ts';
import type { SampleFiles } from '../learning/sample-files.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Declarations, Registry } from '../registry.ts';
import type { SchemaChecker } from '../schema-check/schema-checker.ts';
import type { AuditLog } from '../security/audit-log.ts';
import type { PeopleBook } from '../security/people-book.ts';
import type { SecretRotations } from '../rotation/secret-rotation.ts';
import type { SelfCheckResult } from '../self-check.ts';
import type { Reconciler } from '../sends/reconciler.ts';
import type { SessionBook } from '../security/session-book.ts';
import type { SetupLink } from '../security/setup-link.ts';
import type { SignInThrottle } from '../security/sign-in-throttle.ts';
import type { SingleSignOn } from '../security/single-sign-on.ts';
import type { AddressRanges } from '../security/source-allowlist.ts';
import type { TokenBook } from '../security/token-book.ts';
import type { SqliteOptions, SqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { ConnectionRecord, JobRecord, RecipeRecord, Store } from '../store/store.ts';
import type { TaskRunner } from '../tasks/task-runner.ts';
import type { AdminToken } from './admin-token.ts';
import type { ConnectionBook, NewConnection } from './connection-book.ts';
import type { Install } from './install.ts';
import type { KeyRotation } from './key-rotation.ts';
import type { RecipeBook } from './recipe-book.ts';
import type { SecretBook } from './secret-book.ts';

/** What the process takes from outside, so that tests can hold it still. */
export interface Surroundings {
  now: () => number;
  /** 0 up to 1 */
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  log: Log;
  /** besides those that come with the connector */
  declarations?: Partial<Declarations>;
  /** in place of the declarations: a registry that was checked before, where one process opens many runtimes */
  registry?: Registry;
  /** how calls to Iterable leave; default HTTP over TLS */
  transport?: Transport;
  /** nothing in production: where tests stand between the parts and what keeps state (docs/decisions/0011-failpoints.md) */
  faults?: Faults;
}

/** Each takes a part and answers the one that is used in its place. */
export interface Faults {
  disk?: Pick<SqliteOptions, 'wrapDatabase' | 'openLog'>;
  store?: (store: SqliteStore) => SqliteStore;
  client?: (client: IterableClient) => IterableClient;
  /** how long a claim of a job holds without a renewal; milliseconds */
  leaseMs?: number;
}

/** All parts of one server, wired: what the HTTP routes, the demo and the tests work with. */
export interface Runtime {
  config: Config;
  log: Log;
  version: string;
  store: Store;
  registry: Registry;
  connections: ConnectionBook;
  recipes: RecipeBook;
  /** named secrets that recipes refer to */
  secrets: SecretBook;
  /** seals all stored secrets with a new master key while the server runs; throws ITC_KEY_FIXED */
  rotateKeys: KeyRotation['rotate'];

  /** actions over the rows of files, lists and exports */
  bulk: BulkRunner;
  /** pictures of messages */
  assets: AssetStore;
  /** puts what webhooks tell of messages where it belongs */
  reconciler: Pick<Reconciler, 'settle'>;
  /** reads of any size */
  streams: StreamClient;

  /** keeps the schemas of events up to date */
  learner: Pick<Learner, 'settle' | 'dropped'>;
  /** samples that are too large for one call */
  sampleFiles: SampleFiles;

  /** notices, preferences and their history */
  consent: ConsentBook;
  /** resolves when no event waits to be taken and nothing is due */
  settleConsent(): Promise<void>;
  /** webhook secrets with an end */
  rotations: SecretRotations;
  /** the daily run; answers whether it was due */
  rotateIfDue(): Promise<boolean>;
  /** who is told of failed jobs */
  alerts: Alerts;
  /** erasing people in Iterable and here */
  erasures: ErasureRunner;
  /** throws ITC_CONSENT_CALLBACK for an address that the privacy system cannot be told at */
  checkCallbackUrl(text: string): void;
  checkPublicAddress(): Promise<SelfCheckResult>;

  /** the webhook path, ahead of Express */
  handleHook: Intake;
  webhookUrl(connection: ConnectionRecord): string;
  /** what tracking SDKs are pointed at */
  trackingUrl(): string;
  install: Install;
  /** null where the trigger of the recipe is of the other kind */
  addressesOf(recipe: RecipeRecord): Promise<{ webhookUrl: string | null; journeyUrl: string | null }>;
  /** the address the server listens on, known after it listens; ITC_PUBLIC_URL goes before it */
  setLocalUrl(url: string): void;

  testConnection(name: string): Promise<ConnectionTest>;
  /** as `testConnection`, with what is not kept yet */
  tryConnection(connection: NewConnection): Promise<ConnectionTest>;
  previewAction(action: StepAction, connection: string, input: JsonObject): Promise<ActionPreview>;
  runAction(
    action: StepAction,
    connection: string,
    input: JsonObject,
    options?: { ignoreUnsubscribes?: boolean },
  ): Promise<ActionResult>;
  loadPicklist(
    picklist: Picklist,
    connection: string,
    args: Record<string, string>,
    refresh: boolean,
  ): Promise<LoadedPicklist>;

  /** the profile fields of the project with Iterable's types; throws ITC_FIELDS_FAILED */
  loadFields(connection: string, refresh: boolean): Promise<ProjectFields>;
  /** JSON Schemas of users, compiled and run apart from the server's own thread */
  checkSchema: SchemaChecker['check'];
  /** after a schema version was saved, so that the next job is compared with it */
  schemasChanged(): void;

  /** answers the ids of the new jobs */
  replayEvent(eventId: string, recipe?: string): Promise<string[]>;
  rerunJob(jobId: string, options: { from: 'failed' | 'start'; version: 'job' | 'current' }): Promise<JobRecord>;
  /** replays and reruns in bulk */
  tasks: Pick<TaskRunner, 'estimate' | 'start' | 'pause' | 'unpause' | 'cancel' | 'faults'>;
  /** calls that count against a limit of Iterable now, of all processes on one store */
  limitUse(): LimitUse[] | Promise<LimitUse[]>;
  /** null unless Iterable failed call after call a short time ago */
  serverTrouble: ServerTroubles['of'];
  /** takes over what a process that died left running, then runs jobs and tasks */
  startWorker(): Promise<void>;
  /** between the start and the stop of the workers */
  isWorking(): boolean;
  metrics: Metrics;
  /** after jobs were added outside the webhook path */
  wakeWorker(): void;

  /** values that must survive a restart and not lie open, such as the secret of the demo */
  sealSetting(key: string, value: string): Promise<void>;
  openSetting(key: string): Promise<string | null>;

  /** signed-in browsers, and the link that makes the first owner */
  sessions: SessionBook;
  setupLink: SetupLink;
  people: PeopleBook;
  tokens: TokenBook;
  audit: AuditLog;
  signInThrottle: SignInThrottle;
  /** null = no identity provider is set up */
  singleSignOn: SingleSignOn | null;
  /** whose word on the address of a caller counts */
  trustedProxies: AddressRanges;

  isAdminToken: (token: string) => boolean;
  adminToken: Pick<AdminToken, 'clear' | 'isFromEnvironment' | 'rotate'>;
  startedAt: string;
  /** the address the server listens on */
  localUrl: () => string;
  newRequestId: () => string;
  /** told before the end, so that the health check refuses while calls are still taken */
  isStopping: () => boolean;
  beginStop(): void;
  close(): Promise<void>;
}
