import '@mantine/spotlight/styles.layer.css';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';

import { actionsQuery, connectionsQuery, recipesQuery, triggersQuery } from '../api/queries.ts';
import { places } from '../app/places.ts';

const [store, palette] = createSpotlight();

/** Search over places, connections, recipes, actions and triggers. @param calls opens whenever it grows */
export default function SearchPalette({ calls }: { calls: number }) {
  const navigate = useNavigate();
  const { data: connections = [] } = useQuery(connectionsQuery);
  const { data: recipes = [] } = useQuery(recipesQuery);
  const { data: actions = [] } = useQuery(actionsQuery);
  const { data: triggers = [] } = useQuery(triggersQuery);
  useEffect(() => {
    if (calls > 0) palette.open();
  }, [calls]);

  const entry = (kind: string, label: string, to: string, description?: string) => ({
    id: `${kind} ${to} ${label}`,
    label,
    description,
    onClick: () => void navigate(to),
  });
  const groups: SpotlightActionGroupData[] = [
    { group: 'Go to', actions: places.map(({ to, label }) => entry('place', label, to)) },
    {
      group: 'Recipes',
      actions: recipes.map(({ name, title }) => entry('recipe', title ?? name, `/recipes/${name}`, name)),
    },
    { group: 'Connections', actions: connections.map(({ name }) => entry('connection', name, `/connections/${name}`)) },
    {
      group: 'Actions',
      actions: actions.map(({ name, title, summary }) => entry('action', title, `/catalogue/actions/${name}`, summary)),
    },
    {
      group: 'Triggers',
      actions: triggers.map(({ name, title, summary }) =>
        entry('trigger', title, `/catalogue/triggers/${name}`, summary),
      ),
    },
  ].filter((group) => group.actions.length > 0);

  return (
    <Spotlight
      store={store}
      actions={groups}
      shortcut={null}
      limit={12}
      scrollable
      maxHeight={480}
      attributes={{ content: { 'aria-label': 'Search' } }}
      nothingFound="Nothing has this name"
      searchProps={{
        placeholder: 'Search recipes, connections, actions…',
        'aria-label': 'Search',
        leftSection: <MagnifyingGlassIcon />,
      }}
    />
  );
}
