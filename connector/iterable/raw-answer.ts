import type { Json } from '../../errors/json.ts';
import type { Exchange } from '../store/store.ts';
import type { FailurePhase } from './transport.ts';

/** Iterable fails again and again. */
export interface ServerTrouble {
  /** calls that failed within the time of the rule */
  failures: number;
  /** of the first of them, epoch milliseconds */
  sinceMs: number;
  /** of the last one, epoch milliseconds */
  lastMs: number;
}

/** What came of one exchange; free of the key. */
export interface RawAnswer {
  /** null when no whole answer came */
  status: number | null;
  /** names in lower case */
  headers: Record<string, string>;
  text: string;
  /** undefined for text that is no JSON */
  body: Json | undefined;
  /** why there is no answer; `limited` = the wait for the limit is too long, and nothing was sent */
  failure: { phase: FailurePhase | 'limited'; reason: string } | null;
  /** wait that Iterable or the limit asks for, in milliseconds */
  waitMs: number | null;
  /** null when nothing was sent because of the limit */
  exchange: Exchange | null;
  /** where Iterable failed this call as it did others shortly before */
  trouble?: ServerTrouble | null;
}
