import { useQuery } from '@tanstack/react-query';

import { connectionsQuery } from '../../api/queries.ts';
import type { Connection } from '../../api/types.ts';
import { regionLabel } from '../../app/region-label.ts';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';

const columns: Column<Connection>[] = [
  { key: 'name', title: 'Connection', render: ({ name }) => name },
  { key: 'region', title: 'Where', render: (connection) => regionLabel(connection) },
  { key: 'environment', title: 'Environment', render: ({ environment }) => environment ?? 'not named' },
];

/** Which project stands for what; the badge on top of every screen shows the one you work in. */
export function EnvironmentList() {
  const query = useQuery(connectionsQuery);
  return (
    <Section title="Environments" help="The badge on top of every screen shows the project you work in.">
      <DataView
        what="connections"
        source={wholeRows(query)}
        columns={columns}
        idOf={({ id }) => id}
        linkOf={({ name }) => `/connections/${encodeURIComponent(name)}`}
        empty={<EmptyState title="No connection yet">Each connection says what it stands for.</EmptyState>}
      />
    </Section>
  );
}
