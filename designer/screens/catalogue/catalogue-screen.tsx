import {
  Anchor,
  Badge,
  Button,
  Group,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { Link } from 'react-router';
import * as z from 'zod/mini';

import { actionsQuery, triggersQuery } from '../../api/queries.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFilters } from '../../components/use-filters.ts';
import { catalogueEntries, groupEntries, type CatalogueEntry } from './catalogue-entries.ts';

const kinds = ['trigger', 'read', 'write', 'send', 'bulk'] as const;
const filterSchema = z.object({ q: z.optional(z.string()), kind: z.optional(z.enum(kinds)) });

const kindLabels = [
  { value: '', label: 'All' },
  { value: 'trigger', label: 'Triggers' },
  { value: 'read', label: 'Read' },
  { value: 'write', label: 'Write' },
  { value: 'send', label: 'Send' },
  { value: 'bulk', label: 'Bulk' },
];

/** What can start a recipe and what can be done in Iterable. */
export function Component() {
  const filters = useFilters(filterSchema);
  const triggers = useQuery(triggersQuery);
  const actions = useQuery(actionsQuery);
  const filter = useDeferredValue(filters.values);
  return (
    <Screen title="Catalogue" lead="What can start a recipe, and what can be done in Iterable.">
      <Group align="flex-end" gap="md" className="itc-filters">
        <TextInput
          label="Search"
          flex="1 1 220px"
          maw={420}
          leftSection={<MagnifyingGlassIcon />}
          value={filters.values.q ?? ''}
          onChange={(event) => filters.set({ q: event.currentTarget.value })}
        />
        <SegmentedControl
          aria-label="Kind"
          size="xs"
          value={filters.values.kind ?? ''}
          onChange={(kind) => filters.set({ kind: kind === '' ? undefined : (kind as (typeof kinds)[number]) })}
          data={kindLabels}
        />
      </Group>
      <QueryState query={actions} what="the actions" lines={10}>
        {(all) => (
          <Groups groups={groupEntries(catalogueEntries(all, triggers.data ?? []), filter)} clear={filters.clear} />
        )}
      </QueryState>
    </Screen>
  );
}

function Groups({ groups, clear }: { groups: [string, CatalogueEntry[]][]; clear: () => void }) {
  const count = groups.reduce((sum, [, entries]) => sum + entries.length, 0);
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed" role="status">
        {count} found
      </Text>
      {count === 0 ? (
        <EmptyState title="Nothing fits" action={<Button onClick={clear}>Clear filters</Button>}>
          Try fewer words or another kind.
        </EmptyState>
      ) : null}
      {groups.map(([group, entries]) => (
        <Stack component="section" key={group} gap="sm" aria-label={group}>
          <Title order={2}>{group}</Title>
          <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} m={0} p={0} style={{ listStyle: 'none' }}>
            {entries.map((entry) => (
              <Stack component="li" key={entry.to} className="itc-card" p="md" gap={6}>
                <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
                  <Anchor component={Link} to={entry.to} fw={600}>
                    {entry.title}
                  </Anchor>
                  <StatusBadge status={entry.kind} />
                </Group>
                <Text size="sm">{entry.summary}</Text>
                <Group gap="xs" mt="auto">
                  <Text size="xs" c="dimmed" className="itc-mono">
                    {entry.name}
                  </Text>
                  {entry.isBulk ? (
                    <Badge size="sm" variant="outline" color="gray" tt="none">
                      Bulk
                    </Badge>
                  ) : null}
                </Group>
              </Stack>
            ))}
          </SimpleGrid>
        </Stack>
      ))}
    </Stack>
  );
}
