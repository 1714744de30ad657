import { Button, Menu } from '@mantine/core';
import { ChevronDownIcon, CounterClockwiseClockIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import type { IncomingEvent } from '../../api/types.ts';
import { TaskDialog, type TaskVerb } from '../../components/bulk/task-dialog.tsx';

interface ReplayMenuProps {
  selected: IncomingEvent[];
  filter: { connection?: string; eventName?: string; workflowId?: string; text?: string; from?: string; to?: string };
  onStarted: () => void;
}

/** The four ways to start recipes again for what arrived. */
export function ReplayMenu({ selected, filter, onStarted }: ReplayMenuProps) {
  const [verb, setVerb] = useState<TaskVerb | null>(null);
  const { connection, eventName, workflowId, from, to } = filter;
  const chosen = { connection, eventName, workflowId, from, to };
  const isSearch = filter.text !== undefined;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<CounterClockwiseClockIcon />} rightSection={<ChevronDownIcon />}>
            Replay
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={selected.length === 0}
            onClick={() => setVerb({ kind: 'bulk_replay', events: { ids: selected.map(({ id }) => id) } })}
          >
            {selected.length === 0 ? 'The selected events' : `The ${selected.length} selected events`}
          </Menu.Item>
          <Menu.Item disabled={isSearch} onClick={() => setVerb({ kind: 'bulk_replay', events: chosen })}>
            {isSearch ? 'All matching (not for a text search)' : 'All events that match the filters'}
          </Menu.Item>
          <Menu.Item onClick={() => setVerb({ kind: 'recover_failed' })}>Recover failed jobs since…</Menu.Item>
          <Menu.Item onClick={() => setVerb({ kind: 'replay_missing' })}>What a recipe missed since…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {verb === null ? null : <TaskDialog verb={verb} onClose={() => setVerb(null)} onStarted={onStarted} />}
    </>
  );
}
