import type { Store } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';

/** Sends per recipe and day, in the same place as the jobs, so that a restart forgets none. */
export function createSendCounts({ db, write }: SqliteParts): Pick<Store, 'countSend'> {
  const state = prepare(db, (given: Given<{ jobId: string; day: string }>) =>
    queries
      .selectFrom('jobs')
      .innerJoin('recipes', 'recipes.id', 'jobs.recipe_id')
      .leftJoin('send_counts', (join) =>
        join.onRef('send_counts.recipe_id', '=', 'recipes.id').on('send_counts.day', '=', given.day),
      )
      .select(['recipes.id', 'recipes.sends_per_day', 'send_counts.sends', 'jobs.counted_send'])
      .where('jobs.id', '=', given.jobId),
  );
  const put = prepare(db, (given: Given<{ recipeId: string; day: string; sends: number }>) =>
    queries
      .insertInto('send_counts')
      .values({ recipe_id: given.recipeId, day: given.day, sends: given.sends })
      .onConflict((conflict) => conflict.columns(['recipe_id', 'day']).doUpdateSet({ sends: given.sends })),
  );
  // days before are of no use to anybody
  const forget = prepare(db, (given: Given<{ recipeId: string; day: string }>) =>
    queries.deleteFrom('send_counts').where('recipe_id', '=', given.recipeId).where('day', '<', given.day),
  );
  const mark = prepare(db, (given: Given<{ jobId: string; path: string }>) =>
    queries.updateTable('jobs').set({ counted_send: given.path }).where('id', '=', given.jobId),
  );
  return {
    countSend: (jobId, path, day) =>
      write(() => {
        const found = state.get({ jobId, day });
        if (found === undefined) return false;
        if (found.counted_send === path) return true;
        const sends = found.sends ?? 0;
        if (sends >= found.sends_per_day) return false;
        put.run({ recipeId: found.id, day, sends: sends + 1 });
        mark.run({ jobId, path });
        if (sends === 0) forget.run({ recipeId: found.id, day });
        return true;
      }),
  };
}
