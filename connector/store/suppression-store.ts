import type { Page, PageQuery } from './page.ts';
import type { PersonNames } from './send-store.ts';

export const suppressionReasons = ['unsubscribe', 'complaint', 'hard_bounce', 'manual', 'import'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** The last word about one scope. `at` is the time of the cause; the later one wins, and of two at once the suppression. */
export interface SuppressionMark {
  isOn: boolean;
  reason: SuppressionReason;
  at: string;
  /** id of the event, or who did it */
  source: string;
}

/** One person in one channel. Scopes: `all`, or `channel:12` and `type:34` of Iterable. */
export interface SuppressionRecord extends PersonNames {
  id: string;
  connectionId: string;
  /** email, sms, push, in_app, web_push, whatsapp, embedded */
  channel: string;
  marks: Record<string, SuppressionMark>;
  /** whether any mark is on */
  isActive: boolean;
  /** when Iterable's list was told of it; null = not yet, or it was lifted since */
  pushedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface SuppressionPlace {
  connectionId: string;
  channel: string;
  person: PersonNames;
}

export interface SuppressionFilter extends PageQuery {
  connectionId?: string;
  channel?: string;
  reason?: SuppressionReason;
  person?: PersonNames;
  /** default true; false: only those that were lifted */
  isActive?: boolean;
  isPushed?: boolean;
}

export interface SuppressionStore {
  /** the one of the person, whichever of the names finds it, lifted ones too */
  getSuppression(place: SuppressionPlace): Promise<SuppressionRecord | null>;
  /** reads and writes in one transaction, once per person and channel; `change` answers null to leave all as it is, and may be called again */
  updateSuppression(
    place: SuppressionPlace,
    change: (before: SuppressionRecord | null) => SuppressionRecord | null,
  ): Promise<SuppressionRecord | null>;
  listSuppressions(filter: SuppressionFilter): Promise<Page<SuppressionRecord>>;
  findSuppression(id: string): Promise<SuppressionRecord | null>;
  removeSuppression(id: string): Promise<boolean>;
  /** active ones of a connection by channel and reason */
  countSuppressions(connectionId: string): Promise<{ channel: string; reason: SuppressionReason; people: number }[]>;
}
