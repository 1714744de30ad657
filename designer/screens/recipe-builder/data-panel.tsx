import { ActionIcon, Anchor, Badge, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { ChevronDownIcon, ChevronRightIcon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useDeferredValue, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';

import { lineId } from '../../components/flatten-json.ts';
import { pillMime, type FieldTarget } from '../../fields/field-context.ts';
import classes from './data-panel.module.css';
import { findPills, pillLines, sampleText, type PillLine, type PillSource } from './pill-tree.ts';

const rowHeight = 46;
const mostFound = 300;

interface DataPanelProps {
  sources: readonly PillSource[];
  target: FieldTarget | null;
  /** where the fields of the trigger are looked at and changed; null = nothing of them is kept */
  schemaTo: string | null;
}

/** The fields of the trigger and of earlier steps, each with its sample: click, Enter or drag puts one into the current field. */
export const DataPanel = memo(function DataPanel({ sources, target, schemaTo }: DataPanelProps) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const shown = useDeferredValue(sources);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const lines = useMemo(() => {
    if (wanted.trim() !== '') return findPills(shown, wanted, mostFound);
    return shown.flatMap((source, index) => {
      const isFirst = index === 0 || source.path[0] === 'trigger';
      const isOpen = (pill: string, level: number): boolean => toggled.get(pill) ?? (isFirst && level <= 2);
      return pillLines(source, isOpen, { position: index + 1, siblings: shown.length });
    });
  }, [shown, wanted, toggled]);
  return (
    <Stack component="section" className="itc-card" p="sm" gap="xs" aria-labelledby="data-panel-title">
      <Title order={2} id="data-panel-title">
        Data
      </Title>
      <Text size="xs" c="dimmed" role="status">
        {target === null
          ? 'Datapills of earlier steps. Go to a field, then choose the pill it takes.'
          : `Goes into: ${target.title}`}
      </Text>
      <TextInput
        aria-label="Search data"
        placeholder="Search fields and values"
        leftSection={<MagnifyingGlassIcon />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          No field or value holds “{wanted}”.
        </Text>
      ) : (
        <PillTree
          lines={lines}
          origins={new Map(shown.map((source) => [source.title, source.origin]))}
          onToggle={({ pill, isOpen }) => setToggled(new Map(toggled).set(pill, !isOpen))}
          onInsert={({ text }) => target?.insert(text)}
          canInsert={target !== null}
        />
      )}
      {schemaTo === null ? null : (
        <Anchor component={Link} to={schemaTo} size="xs" underline="always">
          Change the fields of the trigger
        </Anchor>
      )}
    </Stack>
  );
});

interface PillTreeProps {
  lines: PillLine[];
  origins: ReadonlyMap<string, string | undefined>;
  onToggle: (line: PillLine) => void;
  onInsert: (line: PillLine) => void;
  canInsert: boolean;
}

/** Keys as in the ARIA tree pattern; Enter puts the field in, arrows open and close. Only lines in sight are drawn. */
function PillTree({ lines, origins, onToggle, onInsert, canInsert }: PillTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState('');
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 320, height: 560 },
  });
  const at = Math.max(
    0,
    lines.findIndex(({ pill }) => pill === current),
  );
  const go = (index: number): void => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    if (line === undefined) return;
    setCurrent(line.pill);
    virtual.scrollToIndex(lines.indexOf(line));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    if (line === undefined) return;
    const parent = (): number => lines.slice(0, at).findLastIndex(({ level }) => level < line.level);
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => (line.size > 0 && !line.isOpen ? onToggle(line) : go(at + 1)),
      ArrowLeft: () => (line.isOpen ? onToggle(line) : go(parent())),
      Enter: () => onInsert(line),
      ' ': () => onToggle(line),
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };
  const idOf = ({ pill }: PillLine): string => `pill ${lineId([pill])}`;
  const active = lines[at];
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Fields to map"
      tabIndex={0}
      aria-activedescendant={active === undefined ? undefined : idOf(active)}
      className={classes['tree']}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={line.pill}
              id={idOf(line)}
              role="treeitem"
              aria-level={line.level}
              aria-posinset={line.position}
              aria-setsize={line.siblings}
              aria-expanded={line.size === 0 ? undefined : line.isOpen}
              aria-selected={index === at}
              data-current={index === at || undefined}
              data-pill={line.pill}
              title={canInsert ? `Click to use ${line.pill}` : line.pill}
              className={classes['line']}
              style={{ transform: `translateY(${start}px)`, height: rowHeight, paddingLeft: (line.level - 1) * 14 }}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.setData(pillMime, line.text);
                event.dataTransfer.setData('text/plain', line.text);
                event.dataTransfer.effectAllowed = 'copy';
              }}
              onClick={() => {
                setCurrent(line.pill);
                if (line.level === 1 && line.size > 0 && line.position > 0) onToggle(line);
                else onInsert(line);
              }}
            >
              <PillRow line={line} origin={line.level === 1 ? origins.get(line.name) : undefined} onToggle={onToggle} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function PillRow({
  line,
  origin,
  onToggle,
}: {
  line: PillLine;
  origin: string | undefined;
  onToggle: (line: PillLine) => void;
}) {
  return (
    <Group gap={4} wrap="nowrap" h="100%">
      {line.size === 0 ? (
        <span className={classes['gap']} />
      ) : (
        <ActionIcon
          size={24}
          tabIndex={-1}
          aria-label={`${line.isOpen ? 'Close' : 'Open'} ${line.name}`}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(line);
          }}
        >
          {line.isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
        </ActionIcon>
      )}
      <div style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" fw={line.level === 1 ? 600 : 500} className="itc-clip" lh={1.3}>
          {line.name}
        </Text>
        <Text size="xs" c="dimmed" fs="italic" className="itc-clip" lh={1.3}>
          {origin ?? (sampleText(line.sample) || 'no sample')}
        </Text>
      </div>
      {line.level === 1 && origin !== undefined ? null : (
        <Badge variant="default" size="xs" tt="none" style={{ flexShrink: 0 }}>
          {line.type}
        </Badge>
      )}
    </Group>
  );
}
