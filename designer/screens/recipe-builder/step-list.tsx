import {
  closestCenter,
  DndContext,
  PointerSensor,
  pointerWithin,
  useDroppable,
  useSensor,
  useSensors,
  type CollisionDetection,
  type DragEndEvent,
} from '@dnd-kit/core';
import { ActionIcon, Button, Stack, Text, Tooltip } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useState, type ReactNode } from 'react';

import { AddStep } from './add-step.tsx';
import { useBuilder } from './builder-context.ts';
import { locateProblem, startId } from './locate-problem.ts';
import type { Step } from './recipe-document.ts';
import * as deeds from './step-actions.ts';
import classes from './step-list.module.css';
import { StartRow, StepRow } from './step-row.tsx';
import { insertStep, placedSteps, type Branch, type PlacedStep, type StepPlace } from './step-tree.ts';

const branchTitles: Record<Branch, string> = { steps: 'For each item', then: 'If it holds', else: 'Else' };

const underPointer: CollisionDetection = (drag) => {
  const hits = pointerWithin(drag);
  return hits.length > 0 ? hits : closestCenter(drag);
};

/** Trigger and numbered steps; order by buttons, by Alt and arrows, and by drag. */
export function StepList() {
  const { document, change, selected, select, problems } = useBuilder();
  const [adding, setAdding] = useState<StepPlace | null>(null);
  const [told, setTold] = useState<{ text: string; isRefusal: boolean }>({ text: '', isRefusal: false });
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const placed = placedSteps(document);
  const counts = new Map<string, number>();
  for (const problem of problems) {
    const at = locateProblem(document, problem).selected;
    if (at !== null) counts.set(at, (counts.get(at) ?? 0) + 1);
  }

  const perform = (deed: deeds.StepDeed): void => {
    if ('refused' in deed) {
      setTold({ text: deed.refused, isRefusal: true });
      return;
    }
    change(deed.document);
    setTold({ text: deed.told, isRefusal: false });
    if (deed.selected !== undefined) select(deed.selected);
  };
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    const place = over?.data.current as StepPlace | undefined;
    const id = String(active.id);
    if (place !== undefined && place.before !== id) perform(deeds.moveTo(document, id, place));
  };
  const add = (step: Step): void => {
    if (adding === null) return;
    change(insertStep(document, adding, step));
    setAdding(null);
    setTold({ text: `Step ${step.id} was added.`, isRefusal: false });
    select(step.id);
  };

  const drawList = (place: Omit<StepPlace, 'before'>, title: string): ReactNode => {
    const steps = placed.filter(({ list }) => list.parent === place.parent && list.branch === place.branch);
    return (
      <ol className={classes['list']} aria-label={title}>
        {steps.map((one) => (
          <li key={one.step.id}>
            <Between
              place={{ ...place, before: one.step.id }}
              label={`Add a step before ${one.step.id}`}
              onAdd={setAdding}
            />
            {drawStep(one)}
          </li>
        ))}
        <li>
          <LastPlace place={{ ...place, before: null }} title={title} isEmpty={steps.length === 0} onAdd={setAdding} />
        </li>
      </ol>
    );
  };
  const drawStep = (one: PlacedStep): ReactNode => {
    const { step } = one;
    const branches: Branch[] = 'if' in step ? ['then', 'else'] : 'steps' in step ? ['steps'] : [];
    return (
      <>
        <StepRow
          placed={one}
          isSelected={selected === step.id}
          faults={counts.get(step.id) ?? 0}
          onSelect={() => select(step.id)}
          onMove={(direction) => perform(deeds.moveBy(document, step.id, direction))}
          onDuplicate={() => perform(deeds.duplicate(document, step.id))}
          onSkip={() => perform(deeds.toggleSkip(document, step.id))}
          onRemove={() => perform(deeds.remove(document, step.id, startId))}
        />
        {branches.map((branch) => (
          <div key={branch} className={classes['branch']}>
            <Text size="xs" fw={600} c="dimmed" mt={6}>
              {branchTitles[branch]}
            </Text>
            {drawList({ parent: step.id, branch }, `${branchTitles[branch]}, ${step.id}`)}
          </div>
        ))}
      </>
    );
  };

  return (
    <Stack gap={4} component="section" aria-label="Steps">
      <StartRow isSelected={selected === startId} faults={counts.get(startId) ?? 0} onSelect={() => select(startId)} />
      <DndContext
        sensors={sensors}
        collisionDetection={underPointer}
        onDragEnd={onDragEnd}
        accessibility={{ restoreFocus: false }}
      >
        {drawList({ parent: null, branch: 'steps' }, 'Steps of the recipe')}
      </DndContext>
      <Text
        size="sm"
        role={told.isRefusal ? 'alert' : 'status'}
        c={told.isRefusal ? 'var(--mantine-color-error)' : 'dimmed'}
      >
        {told.text}
      </Text>
      {adding === null ? null : <AddStep document={document} onAdd={add} onClose={() => setAdding(null)} />}
    </Stack>
  );
}

interface BetweenProps {
  place: StepPlace;
  label: string;
  onAdd: (place: StepPlace) => void;
}

function Between({ place, label, onAdd }: BetweenProps) {
  const { setNodeRef, isOver } = useDroppable({ id: `before ${place.before ?? ''}`, data: place });
  return (
    <div ref={setNodeRef} className={classes['between']} data-over={isOver || undefined}>
      <Tooltip label={label}>
        <ActionIcon size={24} aria-label={label} onClick={() => onAdd(place)}>
          <PlusIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface LastPlaceProps {
  place: StepPlace;
  title: string;
  isEmpty: boolean;
  onAdd: (place: StepPlace) => void;
}

function LastPlace({ place, title, isEmpty, onAdd }: LastPlaceProps) {
  const { setNodeRef, isOver } = useDroppable({ id: `end ${place.parent ?? ''} ${place.branch}`, data: place });
  return (
    <div ref={setNodeRef} className={classes['between']} data-over={isOver || undefined} style={{ padding: '6px 0' }}>
      <Button
        variant={isEmpty && place.parent === null ? 'filled' : 'default'}
        size="xs"
        leftSection={<PlusIcon />}
        aria-label={`Add step at the end: ${title}`}
        onClick={() => onAdd(place)}
      >
        Add step
      </Button>
    </div>
  );
}
