import { useQuery } from '@tanstack/react-query';

import { recipesQuery } from '../../api/queries.ts';
import type { Recipe } from '../../api/types.ts';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';

const columns: Column<Recipe>[] = [
  { key: 'title', title: 'Recipe', render: ({ title, name }) => title ?? name },
  { key: 'state', title: 'State', render: ({ enabled }) => <StatusBadge status={enabled ? 'on' : 'off'} /> },
  { key: 'trigger', title: 'Trigger', render: ({ trigger }) => trigger },
  { key: 'connection', title: 'Connection', render: ({ connection }) => connection },
  { key: 'version', title: 'Version', align: 'right', render: ({ version }) => version },
  { key: 'updatedAt', title: 'Changed', render: ({ updatedAt }) => <TimeText at={updatedAt} as="age" /> },
];

/** All recipes. */
export function Component() {
  const query = useQuery(recipesQuery);
  return (
    <Screen title="Recipes" lead="What happens when an event arrives.">
      <DataView
        what="recipes"
        source={wholeRows(query)}
        columns={columns}
        idOf={({ id }) => id}
        empty={<EmptyState title="No recipes yet">Start from a template in the first steps.</EmptyState>}
      />
    </Screen>
  );
}
