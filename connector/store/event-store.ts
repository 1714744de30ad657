import type { TriggerSource } from '../define.ts';
import type { NewJob } from './new-job.ts';
import type { BucketRange, Page, PageQuery, SearchPage, TimeRange } from './page.ts';

export interface EventRecord {
  id: string;
  connection: string;
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
  receivedAt: string;
  /** id of the first delivery of the same event */
  duplicateOf: string | null;
  /** ids of the jobs it started */
  jobs: string[];
}

export interface EventBody {
  method: string;
  contentType: string;
  /** headers with secrets redacted */
  headers: Record<string, string>;
  query: string;
  /** the recipe whose journey address it came to; null for a system webhook */
  recipeId: string | null;
  /** byte for byte as it came */
  body: Uint8Array;
}

/** How long deliveries are remembered unless the settings ask for longer. */
export const usualDedupWindowMs = 7 * 24 * 60 * 60_000;

/** What intake hands over in one piece: the event and the jobs it starts are written in one transaction. */
export interface NewEvent extends EventBody {
  id: string;
  connectionId: string;
  connection: string;
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
  receivedAt: string;
  /** hex SHA-256 of the delivery identity within the connection */
  deliveryKey: string;
  /** a first delivery older than this many milliseconds no longer counts as the same event; at most what the store was opened with */
  dedupWindowMs: number;
  jobs: NewJob[];
}

export interface RejectedCall {
  id: string;
  connection: string | null;
  at: string;
  method: string;
  /** address with tokens shortened */
  path: string;
  source: string;
  code: string;
  message: string;
}

export interface EventFilter extends PageQuery, TimeRange {
  /** at most 500 */
  ids?: readonly string[];
  connection?: string;
  /** of one of these connections */
  connections?: readonly string[];
  kind?: TriggerSource;
  eventName?: string;
  workflowId?: string;
  duplicates?: boolean;
  /** only events that never started a job of this recipe */
  withoutRecipe?: string;
}

export interface EventBucket {
  at: string;
  received: number;
  /** of them repeated deliveries */
  duplicates: number;
}

export interface StoredEvent {
  id: string;
  duplicateOf: string | null;
  /** ids of the jobs that were written with it */
  jobs: string[];
}

export interface EventStore {
  /** resolves after the transaction with all of it is on disk (group commit); jobs of a duplicate are not written */
  appendEvent(event: NewEvent): Promise<StoredEvent>;
  /** the same for events that came together: all of them or none, in their order */
  appendEvents(events: readonly NewEvent[]): Promise<StoredEvent[]>;
  getEvent(id: string): Promise<(EventRecord & { payload: EventBody }) | null>;
  listEvents(filter: EventFilter): Promise<Page<EventRecord>>;
  countEvents(filter: EventFilter): Promise<number>;
  /** events whose body, query or headers contain the text, upper and lower case alike; each page looks at a bounded part */
  searchEvents(filter: EventFilter & { text: string }): Promise<SearchPage<EventRecord>>;
  eventStatistics(range: BucketRange & { connections?: readonly string[] }): Promise<EventBucket[]>;
  appendRejectedCall(call: RejectedCall): Promise<void>;
  listRejectedCalls(
    filter: PageQuery & { connection?: string; connections?: readonly string[] },
  ): Promise<Page<RejectedCall>>;
}
