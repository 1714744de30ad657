import { Alert, Anchor, Badge, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import * as z from 'zod/mini';

import { actionsQuery, connectionsQuery, recipesQuery, recipeTemplatesQuery } from '../../api/queries.ts';
import type { RecipeTemplate } from '../../api/types.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { LoadingState } from '../../components/states.tsx';
import { useFilters } from '../../components/use-filters.ts';
import { RecipeBuilder } from './builder.tsx';
import type { RecipeDocument } from './recipe-document.ts';

const filterSchema = z.object({ template: z.optional(z.string()) });

const blank: RecipeDocument = {
  name: 'new_recipe',
  title: 'New recipe',
  connection: '',
  trigger: { use: 'new_object', with: {} },
  steps: [],
};

/** A name that no recipe has yet. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}_${count}`;
    if (!taken.has(name)) return name;
  }
}

/** A new recipe: from a template or empty, then in the builder. */
export function Component() {
  const { template } = useFilters(filterSchema).values;
  const templates = useQuery(recipeTemplatesQuery);
  const recipes = useQuery(recipesQuery);
  const connections = useQuery(connectionsQuery);
  const { current } = useCurrentConnection();
  if (template === undefined) return <Gallery />;
  return (
    <QueryState query={templates} what="templates">
      {(all) => (
        <QueryState query={recipes} what="recipes">
          {(existing) => {
            // a builder that starts without its connection would not take it over later
            if (connections.isPending) return <LoadingState what="connections" />;
            const chosen = all.find(({ name }) => name === template);
            const base = chosen === undefined ? blank : (chosen.document as unknown as RecipeDocument);
            const name = freeName(base.name, new Set(existing.map((recipe) => recipe.name)));
            return (
              <RecipeBuilder key={template} start={{ ...base, name, connection: current?.name ?? '' }} saved={null} />
            );
          }}
        </QueryState>
      )}
    </QueryState>
  );
}

function Gallery() {
  const templates = useQuery(recipeTemplatesQuery);
  const { current } = useCurrentConnection();
  return (
    <Screen
      title="New recipe"
      lead="Start from a ready-made recipe and change it, or from nothing."
      actions={
        <Button component={Link} to="/new-recipe?template=blank">
          Start empty
        </Button>
      }
    >
      {current === null ? (
        <Alert variant="light" color="yellow" title="There is no connection yet">
          A recipe needs one to be saved.{' '}
          <Anchor component={Link} to="/connections/new" underline="always">
            Connect Iterable
          </Anchor>
        </Alert>
      ) : null}
      <QueryState query={templates} what="templates">
        {(all) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} component="section" aria-label="Templates">
            {all.map((template) => (
              <TemplateCard key={template.name} template={template} />
            ))}
          </SimpleGrid>
        )}
      </QueryState>
    </Screen>
  );
}

function TemplateCard({ template }: { template: RecipeTemplate }) {
  const { data: actions = [] } = useQuery(actionsQuery);
  const { name, title, description, trigger } = template;
  return (
    <Stack className="itc-card" p="md" gap="sm" justify="space-between">
      <Stack gap="xs">
        <Title order={2}>{title}</Title>
        <Text size="sm">{description}</Text>
        <Group gap={6}>
          <Badge variant="light" color="teal" tt="none">
            {trigger}
          </Badge>
          {template.actions.map((action) => (
            <Badge key={action} variant="default" tt="none">
              {actions.find((one) => one.name === action)?.title ?? action}
            </Badge>
          ))}
        </Group>
      </Stack>
      <Button
        component={Link}
        to={`/new-recipe?template=${name}`}
        variant="light"
        w="fit-content"
        aria-label={`Use template ${title}`}
      >
        Use template
      </Button>
    </Stack>
  );
}
