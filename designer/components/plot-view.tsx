import { BarChart, LineChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';

import type { PlotProps } from './plot-props.ts';

const dayMs = 86_400_000;
// keeps the highest label of the axis inside the plot
const margin = { top: 12, right: 8 };

/** Times of an axis: hours within two days, days beyond. */
function axisFormat(first: string | undefined, last: string | undefined): (at: string) => string {
  const span = Date.parse(last ?? '') - Date.parse(first ?? '');
  const form =
    span > 2 * dayMs
      ? ({ day: '2-digit', month: 'short' } as const)
      : ({ hour: '2-digit', minute: '2-digit' } as const);
  return (at) => new Date(at).toLocaleString(undefined, form);
}

/** The drawing of a plot, in a chunk of its own. */
export default function PlotView({ label, kind, points, series, format, height = 180, onChoose }: PlotProps) {
  const axis = axisFormat(points[0]?.at, points.at(-1)?.at);
  const shared = {
    h: height,
    data: points,
    dataKey: 'at',
    series: series.map(({ key, label: name, color }) => ({ name: key, label: name, color })),
    withLegend: series.length > 1,
    valueFormatter: format,
    tickLine: 'none' as const,
    xAxisProps: { tickFormatter: axis, minTickGap: 40 },
    yAxisProps: { width: 56, allowDecimals: false },
    tooltipProps: { labelFormatter: (at: unknown) => new Date(String(at)).toLocaleString() },
    role: 'group',
    'aria-label': label,
  };
  if (kind === 'lines')
    return (
      <LineChart
        {...shared}
        lineChartProps={{ margin }}
        connectNulls={false}
        curveType="linear"
        dotProps={{ r: 2 }}
        strokeWidth={2}
      />
    );
  return (
    <BarChart
      {...shared}
      type="stacked"
      barProps={onChoose === undefined ? {} : { cursor: 'pointer' }}
      barChartProps={{
        margin,
        onClick: ({ activeLabel }) => {
          if (activeLabel !== undefined) onChoose?.(String(activeLabel));
        },
      }}
    />
  );
}
