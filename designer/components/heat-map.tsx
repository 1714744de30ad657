import { Text, VisuallyHidden } from '@mantine/core';

import classes from './heat-map.module.css';

/** One row of a heat map: a day with its 24 hours; null = outside of what was counted. */
export interface HeatRow {
  label: string;
  hours: (number | null)[];
}

interface HeatMapProps {
  /** names the map: "Events by hour" */
  label: string;
  rows: HeatRow[];
  /** the finding in one sentence */
  summary: string;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const marked = 6;
const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Counts by day and hour: a table whose cells are the darker the more there was; the numbers are in it for those who read it. */
export function HeatMap({ label, rows, summary }: HeatMapProps) {
  const most = Math.max(1, ...rows.flatMap((row) => row.hours.map((count) => count ?? 0)));
  // a single event is seen beside a thousand
  const heat = (count: number): number => (count === 0 ? 0 : 0.15 + 0.85 * Math.sqrt(count / most));
  return (
    <>
      <Text size="sm" c="dimmed">
        {summary}
      </Text>
      <table className={classes['table']} aria-label={label}>
        <thead>
          <tr>
            <th className={classes['day']} scope="col">
              <VisuallyHidden>Day</VisuallyHidden>
            </th>
            {hours.map((hour) => (
              <th key={hour} className={classes['hour']} scope="col">
                {hour % marked === 0 ? hourText(hour) : <VisuallyHidden>{hourText(hour)}</VisuallyHidden>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th className={classes['day']} scope="row">
                {row.label}
              </th>
              {row.hours.map((count, hour) =>
                count === null ? (
                  <td key={hour} />
                ) : (
                  <td
                    key={hour}
                    className={classes['cell']}
                    data-any={count > 0 || undefined}
                    style={{ '--heat': heat(count) } as React.CSSProperties}
                    title={`${row.label}, ${hourText(hour)}: ${count.toLocaleString()}`}
                  >
                    <VisuallyHidden>{count.toLocaleString()}</VisuallyHidden>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
