import { useDraggable } from '@dnd-kit/core';
import { ActionIcon, Badge, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import {
  ArrowDownIcon,
  ArrowUpIcon,
  CopyIcon,
  DotsVerticalIcon,
  DragHandleDots2Icon,
  EyeNoneIcon,
  EyeOpenIcon,
  TrashIcon,
} from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';

import { actionsQuery, triggersQuery } from '../../api/queries.ts';
import { useBuilder } from './builder-context.ts';
import { stepTitle } from './pill-sources.ts';
import classes from './step-list.module.css';
import type { PlacedStep } from './step-tree.ts';

function FaultBadge({ faults }: { faults: number }) {
  return faults === 0 ? null : (
    <Badge color="red" variant="light" tt="none" style={{ flexShrink: 0 }}>
      {faults} {faults === 1 ? 'fault' : 'faults'}
    </Badge>
  );
}

/** Goes to the row before or after, across all levels. */
function focusNeighbour(from: HTMLElement, distance: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-step-row]')];
  rows[rows.indexOf(from) + distance]?.focus();
}

interface StartRowProps {
  isSelected: boolean;
  faults: number;
  onSelect: () => void;
}

/** What starts the recipe. */
export function StartRow({ isSelected, faults, onSelect }: StartRowProps) {
  const { document: recipe } = useBuilder();
  const { data: triggers = [] } = useQuery(triggersQuery);
  const title = triggers.find(({ name }) => name === recipe.trigger.use)?.title ?? recipe.trigger.use;
  const { eventName } = recipe.trigger.with;
  return (
    <div className={classes['row']} data-selected={isSelected || undefined}>
      <UnstyledButton
        className={classes['choose']}
        aria-current={isSelected || undefined}
        data-step-row
        onClick={onSelect}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') focusNeighbour(event.currentTarget, 1);
        }}
      >
        <Group justify="space-between" wrap="nowrap" gap={6}>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={600}>
              Start: {title}
            </Text>
            <Text size="xs" c="dimmed" className="itc-clip">
              {typeof eventName === 'string' ? eventName : recipe.trigger.use} · {recipe.connection}
            </Text>
          </div>
          <FaultBadge faults={faults} />
        </Group>
      </UnstyledButton>
    </div>
  );
}

interface StepRowProps extends StartRowProps {
  placed: PlacedStep;
  onMove: (direction: 'up' | 'down') => void;
  onDuplicate: () => void;
  onSkip: () => void;
  onRemove: () => void;
}

/** One step: choose it, move it, duplicate, skip or delete it. Keys: Alt with arrows, Alt-D, Alt-S, Delete. */
export function StepRow(props: StepRowProps) {
  const { placed, isSelected, faults, onSelect, onMove, onDuplicate, onSkip, onRemove } = props;
  const { step, number } = placed;
  const { data: actions = [] } = useQuery(actionsQuery);
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: step.id });
  const title = stepTitle(step, (name) => actions.find((action) => action.name === name)?.title);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { currentTarget } = event;
    const keys: Record<string, (() => void) | undefined> = event.altKey
      ? { ArrowUp: () => onMove('up'), ArrowDown: () => onMove('down'), KeyD: onDuplicate, KeyS: onSkip }
      : {
          ArrowUp: () => focusNeighbour(currentTarget, -1),
          ArrowDown: () => focusNeighbour(currentTarget, 1),
          Delete: onRemove,
        };
    const deed = event.ctrlKey || event.metaKey ? undefined : keys[event.code];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  };
  return (
    <div
      ref={setNodeRef}
      className={classes['row']}
      data-selected={isSelected || undefined}
      data-skipped={step.skip === true || undefined}
      data-dragged={isDragging || undefined}
    >
      <span className={classes['handle']} {...listeners} data-drag-handle={step.id} title="Drag to move" aria-hidden>
        <DragHandleDots2Icon />
      </span>
      <UnstyledButton
        className={classes['choose']}
        aria-current={isSelected || undefined}
        data-step-row={step.id}
        onClick={onSelect}
        onKeyDown={onKeyDown}
      >
        <Text size="sm" fw={600} td={step.skip === true ? 'line-through' : undefined}>
          {number} {title}
        </Text>
        <Group gap={6}>
          <Text size="xs" c="dimmed" className="itc-mono">
            {step.id}
          </Text>
          {step.skip === true ? (
            <Badge color="gray" variant="light" tt="none">
              Skipped
            </Badge>
          ) : null}
          <FaultBadge faults={faults} />
        </Group>
        {step.comment === undefined ? null : (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {step.comment}
          </Text>
        )}
      </UnstyledButton>
      <ActionIcon size={28} aria-label={`Move ${step.id} up`} onClick={() => onMove('up')}>
        <ArrowUpIcon />
      </ActionIcon>
      <ActionIcon size={28} aria-label={`Move ${step.id} down`} onClick={() => onMove('down')}>
        <ArrowDownIcon />
      </ActionIcon>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size={28} aria-label={`More for ${step.id}`}>
            <DotsVerticalIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<CopyIcon />} onClick={onDuplicate}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={step.skip === true ? <EyeOpenIcon /> : <EyeNoneIcon />} onClick={onSkip}>
            {step.skip === true ? 'Do not skip' : 'Skip'}
          </Menu.Item>
          <Menu.Item leftSection={<TrashIcon />} onClick={onRemove}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
