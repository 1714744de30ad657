import { Anchor, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { DataTable } from 'mantine-datatable';
import 'mantine-datatable/styles.layer.css';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';

import { countOf } from './format-count.ts';
import { FailureState, LoadingState } from './states.tsx';

/** One column; on narrow screens the same becomes a line of a card. */
export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** in pixels; left out, the column takes what its content needs */
  width?: number;
  align?: 'left' | 'right';
}

/** The rows of a list that loads page by page. */
export interface Rows<T> {
  rows: T[] | undefined;
  error: unknown;
  isFetching: boolean;
  /** behind the last of these rows */
  hasMore: boolean;
  reload: () => void;
  /** makes the list grow */
  loadMore?: () => void;
  /** one page at a time instead of a list that grows */
  pager?: Pager;
}

/** Goes through a long list page by page; only the page in sight is held. */
export interface Pager {
  isFirst: boolean;
  /** null on the last page */
  toOlder: (() => void) | null;
  toNewest: () => void;
}

/** The rows of all pages loaded so far. */
export function pagedRows<T>(
  query: UseInfiniteQueryResult<InfiniteData<{ items: T[]; next: string | null }>>,
): Rows<T> {
  return {
    rows: query.data?.pages.flatMap(({ items }) => items),
    error: query.error,
    isFetching: query.isFetching,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  };
}

interface Query<D> {
  data?: D;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

/** The rows of a list that came whole. */
export function wholeRows<T>({ data, error, isFetching, refetch }: Query<T[]>): Rows<T> {
  return { rows: data, error, isFetching, hasMore: false, reload: () => void refetch() };
}

/** The rows of one page of a list, with the way to the pages beside it. */
export function pageRows<T>(
  { data, error, isFetching, refetch }: Query<{ items: T[]; next: string | null }>,
  pagerOf: (next: string | null | undefined) => Pager,
): Rows<T> {
  return {
    rows: data?.items,
    error,
    isFetching,
    hasMore: typeof data?.next === 'string',
    reload: () => void refetch(),
    pager: pagerOf(data?.next),
  };
}

interface DataViewProps<T> {
  /** what the rows are, in the plural: "jobs"; names the table for screen readers */
  what: string;
  source: Rows<T>;
  columns: Column<T>[];
  idOf: (row: T) => string;
  /** page of a row; the first column becomes its link and a click anywhere in the row goes there */
  linkOf?: (row: T) => string;
  /** drawn in place of the table when there is no row */
  empty: ReactNode;
  /** makes rows selectable by check-boxes */
  selected?: T[];
  onSelect?: (rows: T[]) => void;
}

/** The list of every screen: a table, cards where it is narrow, more rows on demand. Rows never shift while they are read. */
export function DataView<T>(props: DataViewProps<T>) {
  const { what, source, empty } = props;
  const isNarrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const { rows, error } = source;
  if (rows === undefined) {
    return error === null || error === undefined ? (
      <LoadingState what={what} lines={8} />
    ) : (
      <FailureState error={error} title={`Could not load ${what}`} onRetry={source.reload} />
    );
  }
  if (rows.length === 0 && source.pager?.isFirst !== false && !source.hasMore) return empty;
  return (
    <Stack gap="sm">
      {error === null || error === undefined ? null : (
        <FailureState error={error} title="These rows may be out of date" onRetry={source.reload} />
      )}
      {isNarrow ? <Cards {...props} rows={rows} /> : <Rows {...props} rows={rows} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {countOf(rows.length, what)}
          {source.pager === undefined ? (source.hasMore ? ' shown, more below' : '') : ' on this page'}
        </Text>
        {source.pager === undefined ? null : <PagerButtons pager={source.pager} isBusy={source.isFetching} />}
        {source.hasMore && source.loadMore !== undefined ? (
          <Button variant="default" size="sm" loading={source.isFetching} onClick={source.loadMore}>
            Show more
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}

function PagerButtons({ pager, isBusy }: { pager: Pager; isBusy: boolean }) {
  const { isFirst, toOlder, toNewest } = pager;
  return isFirst && toOlder === null ? null : (
    <Group gap="xs">
      <Button variant="default" size="sm" disabled={isFirst} onClick={toNewest}>
        Newest
      </Button>
      <Button variant="default" size="sm" disabled={toOlder === null || isBusy} onClick={() => toOlder?.()}>
        Older
      </Button>
    </Group>
  );
}

type DrawnProps<T> = DataViewProps<T> & { rows: T[] };

function firstCell<T>(column: Column<T>, row: T, linkOf: DataViewProps<T>['linkOf']): ReactNode {
  if (linkOf === undefined) return column.render(row);
  return (
    <Anchor component={Link} to={linkOf(row)} fw={600} onClick={(event) => event.stopPropagation()}>
      {column.render(row)}
    </Anchor>
  );
}

function Rows<T>({ what, rows, columns, idOf, linkOf, selected, onSelect }: DrawnProps<T>) {
  const navigate = useNavigate();
  const selection =
    onSelect === undefined
      ? {}
      : {
          selectedRecords: selected ?? [],
          onSelectedRecordsChange: onSelect,
          allRecordsSelectionCheckboxProps: { 'aria-label': `Select all ${what} shown` },
          getRecordSelectionCheckboxProps: (row: T) => ({ 'aria-label': `Select ${idOf(row)}` }),
        };
  return (
    <DataTable<T>
      className="itc-card"
      aria-label={what}
      records={rows}
      idAccessor={(row) => idOf(row)}
      highlightOnHover={linkOf !== undefined}
      verticalSpacing="xs"
      // where the table is wider than its place, arrow keys scroll it
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': `Table of ${what}` } }}
      columns={columns.map((column, index) => ({
        accessor: column.key,
        title: column.title,
        width: column.width,
        textAlign: column.align ?? 'left',
        render: (row: T) => (index === 0 ? firstCell(column, row, linkOf) : column.render(row)),
      }))}
      {...(linkOf === undefined ? {} : { onRowClick: ({ record }: { record: T }) => void navigate(linkOf(record)) })}
      {...selection}
    />
  );
}

function Cards<T>({ what, rows, columns, idOf, linkOf, selected = [], onSelect }: DrawnProps<T>) {
  const [first, ...rest] = columns;
  const toggle = (row: T): void => {
    const without = selected.filter((other) => idOf(other) !== idOf(row));
    onSelect?.(without.length === selected.length ? [...selected, row] : without);
  };
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={what}>
      {rows.map((row) => (
        <Stack component="li" key={idOf(row)} className="itc-card" p="sm" gap={6}>
          <Group gap="sm" wrap="nowrap">
            {onSelect === undefined ? null : (
              <Checkbox
                aria-label={`Select ${idOf(row)}`}
                checked={selected.some((other) => idOf(other) === idOf(row))}
                onChange={() => toggle(row)}
              />
            )}
            {first === undefined ? null : <div>{firstCell(first, row, linkOf)}</div>}
          </Group>
          {rest.map((column) => (
            <Line key={column.key} title={column.title}>
              {column.render(row)}
            </Line>
          ))}
        </Stack>
      ))}
    </Stack>
  );
}

/** One line of a card; a title gives way to its value, and what is empty has no line. */
function Line({ title, children }: { title: string; children: ReactNode }) {
  if (children === '' || children === null || children === undefined) return null;
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
      <Text size="sm" c="dimmed" maw="45%" style={{ flexShrink: 0 }}>
        {title}
      </Text>
      <Text size="sm" component="div" ta="right" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
        {children}
      </Text>
    </Group>
  );
}
