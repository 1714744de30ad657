import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '../../api/client.ts';

/** Stops a task; jobs that it started already stay. */
export function useCancelTask(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/tasks/{id}/cancel', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
}
