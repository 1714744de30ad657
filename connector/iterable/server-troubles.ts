import { ConnectorError } from '../../errors/connector-error.ts';
import type { IterableConnection } from './action-result.ts';
import type { RawAnswer, ServerTrouble } from './raw-answer.ts';

/** So many calls that Iterable failed within this time are no single mishap. */
export const troubleRule = { failures: 3, withinMs: 5 * 60_000 } as const;
/** Where Iterable tells of its incidents. */
export const statusPage = 'https://status.iterable.com';

type Place = Pick<IterableConnection, 'region' | 'sandboxUrl'>;
type Ending = Pick<RawAnswer, 'status' | 'failure'>;

export interface ServerTroubles {
  /** Notes how a call ended; answers the trouble that it is part of, null for a call that Iterable did not fail. */
  note: (place: Place, ending: Ending) => ServerTrouble | null;
  /** null while fewer calls failed than the rule says */
  of: (place: Place) => ServerTrouble | null;
}

// a count beyond this says no more to a person
const maxKept = 1_000;
const connectTimeouts = new Set(['ETIMEDOUT', 'ITC_CONNECT_TIMEOUT']);

/** A server error, or silence. What the caller got wrong is none, nor is a host that refuses or cannot be found from here. */
function isServerFailure({ status, failure }: Ending): boolean {
  if (failure === null) return status !== null && status >= 500;
  if (failure.phase === 'no_answer') return failure.reason !== 'ERR_CANCELED';
  return failure.phase === 'not_sent' && connectTimeouts.has(failure.reason);
}

/**
 * Counts the failures of each data center, for all connections to it: an incident is nobody's alone.
 * @param clock.now epoch milliseconds
 */
export function createServerTroubles({ now }: { now: () => number }): ServerTroubles {
  const failedAt = new Map<string, number[]>();
  const nameOf = ({ region, sandboxUrl }: Place): string => sandboxUrl ?? region;

  const recent = (place: Place): number[] => {
    const since = now() - troubleRule.withinMs;
    return (failedAt.get(nameOf(place)) ?? []).filter((at) => at > since);
  };
  const of: ServerTroubles['of'] = (place) => {
    const times = recent(place);
    const [sinceMs] = times;
    const lastMs = times.at(-1);
    if (sinceMs === undefined || lastMs === undefined || times.length < troubleRule.failures) return null;
    return { failures: times.length, sinceMs, lastMs };
  };
  return {
    of,
    note(place, ending) {
      if (!isServerFailure(ending)) return null;
      failedAt.set(nameOf(place), [...recent(place), now()].slice(-maxKept));
      return of(place);
    },
  };
}

/** What is said of a trouble: a fact and where to look. */
export const troubleText = ({ failures }: ServerTrouble): string =>
  `Iterable failed ${failures} calls within ${troubleRule.withinMs / 60_000} minutes: see ${statusPage} for a known incident.`;

/** The error of a failed call with the hint to the status page, where the failure is one of many. */
export function hintAtStatusPage(error: ConnectorError, trouble: ServerTrouble): ConnectorError {
  return new ConnectorError(error.code, error.message, {
    hint: `${error.hint} ${troubleText(trouble)}`,
    details: { ...error.details, statusPage },
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  });
}
