import { ConnectorError } from '../../errors/connector-error.ts';
import type { JobRecord, JobStatus, RecipeRecord, Store } from '../store/store.ts';

export interface JobControlParts {
  store: Pick<Store, 'getJob' | 'getEvent' | 'getRecipe' | 'enqueueJob'>;
  newId: (prefix: 'job') => string;
  /** enabled recipes that the stored event would start today */
  matchingRecipes: (eventId: string) => Promise<RecipeRecord[]>;
}

export interface JobControl {
  /**
   * Runs an ended job again as a new job. `failed` keeps the recorded successes and goes on at the step that failed; `start` runs all.
   * Throws ITC_JOB_UNKNOWN, ITC_JOB_STATE.
   */
  rerun(jobId: string, options: { from: 'failed' | 'start'; version: 'job' | 'current' }): Promise<JobRecord>;
  /** Starts the recipes of a stored event once more; answers the new jobs. Throws ITC_EVENT_UNKNOWN, ITC_RECIPE_UNKNOWN. */
  replay(eventId: string, recipe?: string): Promise<JobRecord[]>;
}

const rerunnable: readonly JobStatus[] = ['succeeded', 'failed', 'stopped', 'discarded'];

/** What a person may start by hand. */
export function createJobControl({ store, newId, matchingRecipes }: JobControlParts): JobControl {
  const enqueue = (
    recipe: Pick<RecipeRecord, 'id' | 'name'>,
    version: number,
    eventId: string,
    origin: { rerunOf?: string; copyLedgerOf?: string } = {},
  ): Promise<JobRecord> =>
    store.enqueueJob({ id: newId('job'), recipeId: recipe.id, recipe: recipe.name, version, eventId, ...origin });

  const recipeNamed = async (name: string): Promise<RecipeRecord> => {
    const recipe = await store.getRecipe(name);
    if (recipe === null)
      throw new ConnectorError('ITC_RECIPE_UNKNOWN', `There is no recipe named ${JSON.stringify(name)}.`);
    return recipe;
  };

  return {
    async rerun(jobId, { from, version }) {
      const job = await store.getJob(jobId);
      if (job === null) throw new ConnectorError('ITC_JOB_UNKNOWN');
      if (!rerunnable.includes(job.status)) {
        throw new ConnectorError('ITC_JOB_STATE', `The job is ${job.status}; only an ended job can run again.`);
      }
      const recipe = await recipeNamed(job.recipe);
      return enqueue(recipe, version === 'job' ? job.version : recipe.version, job.event, {
        rerunOf: jobId,
        ...(from === 'failed' ? { copyLedgerOf: jobId } : {}),
      });
    },

    async replay(eventId, name) {
      if ((await store.getEvent(eventId)) === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
      const recipes = name === undefined ? await matchingRecipes(eventId) : [await recipeNamed(name)];
      return Promise.all(recipes.map((recipe) => enqueue(recipe, recipe.version, eventId)));
    },
  };
}
