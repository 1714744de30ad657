import type { ProjectState } from './project-state.ts';

// campaigns that are over use their lists no more
const over = ['Finished', 'Aborted', 'Archived'];

/** What keeps a list from being deleted: the campaigns that send to it or leave it out, by name. */
export function usersOfList({ campaigns }: Pick<ProjectState, 'campaigns'>, listId: number): string[] {
  return campaigns
    .filter(
      ({ campaignState, listIds = [], suppressionListIds = [] }) =>
        !over.includes(campaignState) && [...listIds, ...suppressionListIds].includes(listId),
    )
    .map(({ name }) => name);
}
