import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import type { PlotPoint, PlotProps } from './plot-props.ts';

const PlotView = lazy(() => import('./plot-view.tsx'));

/** A plot over time with the same numbers as a table, for those whom a plot does not help. */
export function Plot(props: PlotProps) {
  const { label, height = 180, summary } = props;
  const [isTable, setTable] = useState(false);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {summary}
        </Text>
        <Button variant="subtle" size="compact-xs" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'Show as plot' : 'Show as table'}
        </Button>
      </Group>
      {isTable ? (
        <PlotTable {...props} />
      ) : (
        <Suspense fallback={<Skeleton height={height} aria-label={`Loading ${label}`} />}>
          <PlotView {...props} />
        </Suspense>
      )}
    </Stack>
  );
}

const timeText = (at: string): string =>
  new Date(at).toLocaleString(undefined, { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });

function PlotTable({ label, points, series, format, onChoose }: PlotProps) {
  const isFilled = (point: PlotPoint): boolean => series.some(({ key }) => (point[key] ?? 0) !== 0);
  return (
    <Table.ScrollContainer
      minWidth={280}
      maxHeight={320}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Table of the plot' } }}
    >
      <Table aria-label={label} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">From</Table.Th>
            {series.map(({ key, label: name }) => (
              <Table.Th key={key} scope="col" ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.filter(isFilled).map((point) => (
            <Table.Tr key={point.at}>
              <Table.Td>
                {onChoose === undefined ? (
                  timeText(point.at)
                ) : (
                  <Button variant="subtle" size="compact-sm" onClick={() => onChoose(point.at)}>
                    {timeText(point.at)}
                  </Button>
                )}
              </Table.Td>
              {series.map(({ key }) => (
                <Table.Td key={key} ta="right">
                  {typeof point[key] === 'number' ? format(point[key]) : '–'}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
