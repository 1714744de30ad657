import { Stack, VisuallyHidden } from '@mantine/core';

import { formatCount } from '../../components/format-count.ts';
import { formatDuration } from '../../components/format-time.ts';
import { barsOf, type StepGroup } from './step-groups.ts';
import classes from './waterfall.module.css';

interface WaterfallProps {
  groups: StepGroup[];
  span: { begin: number; end: number };
  nowMs: number;
  chosen: string | undefined;
  onChoose: (path: string) => void;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Where the time of a job went: one row for each step, calls as bars, waits hatched. A row chooses its step. */
export function Waterfall({ groups, span, nowMs, chosen, onChoose }: WaterfallProps) {
  return (
    <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Steps over time">
      {groups.map((group) => {
        const bars = barsOf(group, span, nowMs);
        const total = bars.reduce((sum, { ms }) => sum + ms, 0);
        const calls = bars.filter(({ kind }) => kind === 'call');
        const waited = bars.filter(({ kind }) => kind === 'wait').reduce((sum, { ms }) => sum + ms, 0);
        const times = formatCount(calls.length, 'attempt');
        const words = `${times}${waited === 0 ? '' : `, waited ${formatDuration(waited)}`}`;
        let call = 0;
        return (
          <li key={group.path}>
            <button
              type="button"
              className={classes['row']}
              data-current={group.path === chosen || undefined}
              aria-pressed={group.path === chosen}
              onClick={() => onChoose(group.path)}
            >
              <span className="itc-clip">{group.path}</span>
              <span className={classes['track']} aria-hidden>
                {bars.map(({ kind, begin, length }, index) => {
                  const outcome = kind === 'call' ? group.attempts[call++]?.outcome : undefined;
                  return (
                    <span
                      key={index}
                      className={classes['bar']}
                      data-kind={kind}
                      data-outcome={outcome ?? undefined}
                      style={{ left: `min(${percent(begin)}, calc(100% - 3px))`, width: percent(length) }}
                    />
                  );
                })}
              </span>
              <span className={classes['time']}>{formatDuration(total)}</span>
              <VisuallyHidden>{words}</VisuallyHidden>
            </button>
          </li>
        );
      })}
    </Stack>
  );
}
