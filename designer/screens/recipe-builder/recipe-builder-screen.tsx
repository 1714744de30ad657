import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { answerOf, api } from '../../api/client.ts';
import { QueryState } from '../../components/query-state.tsx';
import { RecipeBuilder } from './builder.tsx';
import type { RecipeDocument } from './recipe-document.ts';

// always asked anew: the builder starts from what the server has now
const recipeQuery = (name: string) =>
  queryOptions({
    queryKey: ['recipe', name],
    queryFn: () => answerOf(api.GET('/recipes/{name}', { params: { path: { name } } })),
    staleTime: Infinity,
    gcTime: 0,
  });

/** A saved recipe in the builder. */
export function Component() {
  const { name = '' } = useParams();
  const query = useQuery(recipeQuery(name));
  return (
    <QueryState query={query} what="the recipe" lines={10}>
      {(recipe) => (
        <RecipeBuilder key={recipe.name} start={recipe.document as unknown as RecipeDocument} saved={recipe} />
      )}
    </QueryState>
  );
}
