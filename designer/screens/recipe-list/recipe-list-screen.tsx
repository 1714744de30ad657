import { Anchor, Button, Group, Select, Switch, Text, TextInput } from '@mantine/core';
import { MagnifyingGlassIcon, PlusIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import * as z from 'zod/mini';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { recipesQuery } from '../../api/queries.ts';
import type { Recipe } from '../../api/types.ts';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { useEnableRecipe } from '../../components/grant-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge, type Status } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useFilters } from '../../components/use-filters.ts';

const filterSchema = z.object({ search: z.optional(z.string()), state: z.optional(z.enum(['on', 'off'])) });

const activityQuery = {
  queryKey: ['recipe-activity'],
  queryFn: async () => (await answerOf(api.GET('/recipe-activity', { params: { query: { limit: 500 } } }))).items,
};
type Activity = Awaited<ReturnType<typeof activityQuery.queryFn>>[number];

/** All recipes: what starts them, whether they are on, and how they fare. */
export function Component() {
  const filters = useFilters(filterSchema);
  const query = useQuery(recipesQuery);
  const { data: activity = [] } = useQuery(activityQuery);
  const queries = useQueryClient();
  const { enableRecipe, dialog } = useEnableRecipe();
  const toggle = useMutation({
    mutationFn: ({ name, enabled }: Recipe) => {
      const params = { path: { name } };
      return enabled ? answerOf(api.POST('/recipes/{name}/disable', { params })) : enableRecipe(name);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: recipesQuery.queryKey }),
  });
  const { search = '', state } = filters.values;
  const fits = ({ name, title, trigger, connection, enabled }: Recipe): boolean =>
    `${name} ${title ?? ''} ${trigger} ${connection}`.toLowerCase().includes(search.toLowerCase()) &&
    (state === undefined || enabled === (state === 'on'));
  const rows = query.data?.filter(fits);
  const create = (
    <Button component={Link} to="/new-recipe" leftSection={<PlusIcon />}>
      New recipe
    </Button>
  );
  return (
    <Screen title="Recipes" lead="What happens when an event arrives." actions={create}>
      <Group align="flex-end" className="itc-filters">
        <TextInput
          label="Search"
          leftSection={<MagnifyingGlassIcon />}
          value={search}
          onChange={(event) => filters.set({ search: event.currentTarget.value })}
        />
        <Select
          label="State"
          clearable
          clearButtonProps={{ 'aria-label': 'All states' }}
          data={[
            { value: 'on', label: 'On' },
            { value: 'off', label: 'Off' },
          ]}
          value={state ?? null}
          onChange={(next) => filters.set({ state: (next ?? undefined) as 'on' | 'off' | undefined })}
        />
      </Group>
      {dialog}
      {toggle.isError ? <DecodedError error={errorInfoOf(toggle.error)} title="Not switched" /> : null}
      <DataView
        what="recipes"
        source={{ ...wholeRows(query), rows }}
        columns={columns(new Map(activity.map((one) => [one.recipe, one])), toggle.mutate)}
        idOf={({ id }) => id}
        linkOf={({ name }) => `/recipes/${name}`}
        empty={
          filters.isFiltered ? (
            <EmptyState
              title="No recipe fits"
              action={
                <Button variant="default" onClick={filters.clear}>
                  Show all
                </Button>
              }
            >
              Change the search or the state.
            </EmptyState>
          ) : (
            <EmptyState title="No recipes yet" action={create}>
              A recipe says what to do in Iterable when an event arrives. Start from a template.
            </EmptyState>
          )
        }
      />
    </Screen>
  );
}

function columns(activity: ReadonlyMap<string, Activity>, onToggle: (recipe: Recipe) => void): Column<Recipe>[] {
  return [
    { key: 'title', title: 'Recipe', render: ({ title, name }) => title ?? name },
    {
      key: 'state',
      title: 'Active',
      render: (recipe) => (
        // a click on the switch is no click on the row
        <div onClick={(event) => event.stopPropagation()} role="presentation">
          <Switch
            aria-label={`${recipe.title ?? recipe.name} is active`}
            checked={recipe.enabled}
            onChange={() => onToggle(recipe)}
          />
        </div>
      ),
    },
    { key: 'trigger', title: 'Trigger', render: ({ trigger }) => trigger },
    { key: 'connection', title: 'Connection', render: ({ connection }) => connection },
    { key: 'lastJob', title: 'Last job', render: ({ name }) => <LastJob activity={activity.get(name)} /> },
    {
      key: 'failures',
      title: 'Failed',
      align: 'right',
      render: ({ name }) => <FailureShare activity={activity.get(name)} />,
    },
    { key: 'version', title: 'Version', align: 'right', render: ({ version }) => version },
    { key: 'updatedAt', title: 'Changed', render: ({ updatedAt }) => <TimeText at={updatedAt} as="age" /> },
  ];
}

function LastJob({ activity }: { activity: Activity | undefined }) {
  if (activity?.lastJob === null || activity === undefined) return <span>None yet</span>;
  const { id, status, startedAt } = activity.lastJob;
  return (
    <Group gap={6}>
      <Anchor
        component={Link}
        to={`/jobs/${id}`}
        onClick={(event) => event.stopPropagation()}
        aria-label={`Last job: ${status}`}
        style={{ flexShrink: 0 }}
      >
        <StatusBadge status={status as Status} />
      </Anchor>
      <TimeText at={startedAt} as="age" />
    </Group>
  );
}

function FailureShare({ activity }: { activity: Activity | undefined }) {
  if (activity === undefined || activity.jobs === 0) return <span aria-label="no jobs">–</span>;
  const { failed, jobs } = activity;
  return (
    <Text span size="sm" style={{ whiteSpace: 'nowrap' }} c={failed > 0 ? 'var(--mantine-color-error)' : undefined}>
      {Math.round((failed / jobs) * 100)} % of {jobs}
    </Text>
  );
}
