import { ActionIcon, Box, Group, Text } from '@mantine/core';
import { ChevronDownIcon, ChevronRightIcon } from '@radix-ui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import type { Json } from '../api/types.ts';
import { CopyButton } from './copy-button.tsx';
import { flattenJson, lineId, pathText, type JsonLine, type PathPart } from './flatten-json.ts';
import classes from './json-tree.module.css';

const rowHeight = 28;
const usualOpenLevels = 2;

interface JsonTreeProps {
  value: Json;
  /** names the tree for screen readers: "Payload of the event" */
  label: string;
  /** in pixels; a shorter tree takes less */
  maxHeight?: number;
  /** levels that are open at first; 1 opens the value itself */
  openLevels?: number;
  /** more buttons for a line, such as "insert as pill" */
  lineActions?: (line: JsonLine) => ReactNode;
}

/**
 * A JSON value as a tree with exact keys. Only the lines in sight are drawn. Keys as in the ARIA tree pattern: arrows move, open
 * and close, Home and End jump; Tab leaves the tree by way of the copy buttons of the current line.
 */
export function JsonTree({ value, label, maxHeight = 480, openLevels = usualOpenLevels, lineActions }: JsonTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [current, setCurrent] = useState(lineId([]));
  const lines = useMemo(
    () => flattenJson(value, (path: PathPart[]) => toggled.get(lineId(path)) ?? path.length < openLevels),
    [value, toggled, openLevels],
  );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 600, height: maxHeight },
  });
  const currentIndex = Math.max(
    0,
    lines.findIndex(({ id }) => id === current),
  );

  const toggle = (line: JsonLine, open: boolean): void => setToggled(new Map(toggled).set(line.id, open));
  const go = (index: number): void => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    if (line === undefined) return;
    setCurrent(line.id);
    virtual.scrollToIndex(lines.indexOf(line));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // keys of the buttons inside a line are theirs
    if (event.target !== event.currentTarget) return;
    const line = lines[currentIndex];
    if (line === undefined) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(currentIndex + 1),
      ArrowUp: () => go(currentIndex - 1),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => (line.size !== null && !line.isOpen ? toggle(line, true) : go(currentIndex + 1)),
      ArrowLeft: () =>
        line.isOpen ? toggle(line, false) : go(lines.findIndex(({ id }) => id === lineId(line.path.slice(0, -1)))),
      Enter: () => toggle(line, !line.isOpen),
      ' ': () => toggle(line, !line.isOpen),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };

  return (
    <Box
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={`${label} ${lines[currentIndex]?.id ?? ''}`}
      onKeyDown={onKeyDown}
      className={classes['tree']}
      mah={maxHeight}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <Group
              key={line.id}
              id={`${label} ${line.id}`}
              role="treeitem"
              aria-level={line.level}
              aria-posinset={line.position}
              aria-setsize={line.siblings}
              aria-expanded={line.size === null ? undefined : line.isOpen}
              aria-selected={index === currentIndex}
              className={classes['line']}
              data-current={index === currentIndex || undefined}
              wrap="nowrap"
              gap={4}
              style={{ transform: `translateY(${start}px)`, height: rowHeight, paddingLeft: (line.level - 1) * 16 }}
              onClick={() => setCurrent(line.id)}
            >
              <LineContent line={line} onToggle={() => toggle(line, !line.isOpen)} />
              {index === currentIndex ? (
                <Group gap={0} wrap="nowrap" className={classes['actions']}>
                  {line.key === null ? null : <CopyButton value={pathText(line.path)} what="path" />}
                  <CopyButton value={() => valueText(line.value)} what="value" />
                  {lineActions?.(line)}
                </Group>
              ) : null}
            </Group>
          );
        })}
      </div>
    </Box>
  );
}

const valueText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

const kindOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function LineContent({ line, onToggle }: { line: JsonLine; onToggle: () => void }) {
  const { key, value, size, isOpen } = line;
  return (
    <>
      {size === null || size === 0 ? (
        <span className={classes['gap']} />
      ) : (
        <ActionIcon
          size={24}
          tabIndex={-1}
          aria-label={`${isOpen ? 'Close' : 'Open'} ${key ?? 'all'}`}
          onClick={onToggle}
        >
          {isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
        </ActionIcon>
      )}
      {key === null ? null : <span className={classes['key']}>{key}</span>}
      {size === null ? (
        <span className={classes['value']} data-kind={kindOf(value)}>
          {JSON.stringify(value)}
        </span>
      ) : (
        <Text span size="xs" c="dimmed">
          {Array.isArray(value) ? `[${size}]` : `{${size}}`}
        </Text>
      )}
    </>
  );
}
