import { useInfiniteQuery } from '@tanstack/react-query';

import { schemasQuery } from '../../api/queries.ts';
import type { LearnedSchema } from '../../api/types.ts';
import { DataView, pagedRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';

const columns: Column<LearnedSchema>[] = [
  { key: 'triggerKey', title: 'Trigger', render: ({ triggerKey }) => <span className="itc-mono">{triggerKey}</span> },
  { key: 'connection', title: 'Connection', render: ({ connection }) => connection },
  { key: 'samples', title: 'Events learned from', align: 'right', render: ({ samples }) => samples.toLocaleString() },
  { key: 'version', title: 'Saved version', align: 'right', render: ({ version }) => version ?? 'none' },
  { key: 'lastAt', title: 'Last event', render: ({ lastAt }) => <TimeText at={lastAt} as="age" /> },
];

/** The triggers whose events were learned. */
export function Component() {
  const query = useInfiniteQuery(schemasQuery({}));
  return (
    <Screen title="Schemas" lead="What the fields of your events are, learned from what arrived.">
      <DataView
        what="schemas"
        source={pagedRows(query)}
        columns={columns}
        idOf={({ connection, triggerKey }) => `${connection} ${triggerKey}`}
        empty={<EmptyState title="Nothing learned yet">The first event of a kind starts its schema.</EmptyState>}
      />
    </Screen>
  );
}
