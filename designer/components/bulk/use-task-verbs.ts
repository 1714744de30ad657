import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '../../api/client.ts';

/** Pauses a task, lets it go on, and stops it; what it did already stays. */
export function useTaskVerbs(id: string) {
  const queries = useQueryClient();
  const at = { params: { path: { id } } };
  const onSettled = () => queries.invalidateQueries({ queryKey: ['tasks'] });
  return {
    pause: useMutation({ mutationFn: () => answerOf(api.POST('/tasks/{id}/pause', at)), onSettled }),
    resume: useMutation({ mutationFn: () => answerOf(api.POST('/tasks/{id}/resume', at)), onSettled }),
    cancel: useMutation({ mutationFn: () => answerOf(api.POST('/tasks/{id}/cancel', at)), onSettled }),
  };
}
