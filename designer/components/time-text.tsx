import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';

import { usePreference } from '../app/preferences.ts';
import { formatAge, formatTime } from './format-time.ts';

const tickMs = 30_000;

function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}

interface TimeTextProps {
  /** UTC, as the API gives it; null draws a dash */
  at: string | null | undefined;
  /** `age` = "5 minutes ago" with both times in the tooltip */
  as?: 'time' | 'age';
}

/** A time in the reader's zone, with UTC on hover. */
export function TimeText({ at, as = 'time' }: TimeTextProps) {
  const [zone] = usePreference('timeZone');
  const now = useNow(as === 'age');
  if (at === null || at === undefined) return <span aria-label="never">–</span>;
  const local = formatTime(at, 'local');
  const utc = formatTime(at, 'utc');
  const shown = as === 'age' ? formatAge(at, now) : zone === 'utc' ? utc : local;
  const hint = as === 'age' ? `${local} · ${utc}` : zone === 'utc' ? local : utc;
  return (
    <Tooltip label={hint}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {shown}
      </time>
    </Tooltip>
  );
}
