import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { CheckCircledIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { recipesQuery, recipeTemplatesQuery } from '../../api/queries.ts';
import type { Recipe, RecipeTemplate } from '../../api/types.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { freeName } from './free-name.ts';

/** The recipes that come with the connector; one becomes a recipe of the connection, switched off until it was looked at. */
export function TemplateStep({ connection }: { connection: string }) {
  const templates = useQuery(recipeTemplatesQuery);
  const recipes = useQuery(recipesQuery);
  return (
    <QueryState query={templates} what="templates">
      {(all) => (
        <Stack gap="sm">
          {all.map((template) => (
            <TemplateCard
              key={template.name}
              template={template}
              connection={connection}
              recipes={recipes.data ?? []}
            />
          ))}
        </Stack>
      )}
    </QueryState>
  );
}

interface TemplateCardProps {
  template: RecipeTemplate;
  connection: string;
  recipes: Recipe[];
}

function TemplateCard({ template, connection, recipes }: TemplateCardProps) {
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: () => {
      const name = freeName(
        template.name,
        recipes.map((recipe) => recipe.name),
      );
      const document = { ...(template.document as object), name, connection };
      return answerOf(api.POST('/recipes', { body: { document, expectedVersion: 0, enable: false } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: recipesQuery.queryKey }),
  });
  const existing = recipes.find((recipe) => recipe.connection === connection && recipe.title === template.title);
  const present = add.data ?? existing;
  return (
    <Stack className="itc-card" p="md" gap={6}>
      <Text fw={600}>{template.title}</Text>
      <Text size="sm">{template.description}</Text>
      <Text size="xs" c="dimmed" className="itc-mono">
        {[template.trigger, ...template.actions].join(' → ')}
      </Text>
      {add.isError ? <DecodedError error={errorInfoOf(add.error)} title="Not added" /> : null}
      <Group gap="sm">
        {present === undefined ? (
          <Button size="xs" variant="default" loading={add.isPending} onClick={() => add.mutate()}>
            Start from this
          </Button>
        ) : (
          <Group gap={6} role="status" wrap="nowrap" align="flex-start">
            <CheckCircledIcon aria-hidden style={{ flexShrink: 0, marginTop: 3 }} />
            <Anchor component={Link} to={`/recipes/${present.name}`} size="sm" underline="always">
              {present.name} is there, {present.enabled ? 'switched on' : 'switched off'}
            </Anchor>
          </Group>
        )}
      </Group>
    </Stack>
  );
}
