import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answerOf, api } from '../../api/client.ts';
import { useEnableRecipe } from '../../components/grant-dialog.tsx';
import type { Json } from '../../api/types.ts';
import type { RecipeDocument } from './recipe-document.ts';
import type { SavedRecipe } from './start-panel.tsx';

interface Saved extends SavedRecipe {
  /** what was sent: what is typed meanwhile is not saved yet */
  document: RecipeDocument;
}

/** Saves the document as the next version of the one it was made from. @param onSaved what the server has now */
export function useSave(saved: SavedRecipe | null, onSaved: (saved: Saved) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ document, isForced = false }: { document: RecipeDocument; isForced?: boolean }) => {
      const expectedVersion = saved !== null && saved.name === document.name ? saved.version : 0;
      const answer = await answerOf(
        api.POST('/recipes', {
          body: { document: document as unknown as Json, ...(isForced ? {} : { expectedVersion }) },
        }),
      );
      return { ...answer, document };
    },
    onSuccess: (answer) => {
      const { name, version, enabled, webhookUrl, journeyUrl, document } = answer;
      onSaved({ name, version, enabled, webhookUrl, journeyUrl, document });
      notifications.show({ message: `Saved as version ${version}.`, color: 'green' });
      void queries.invalidateQueries({ queryKey: ['recipes'] });
      void queries.invalidateQueries({ queryKey: ['recipe-activity'] });
    },
  });
}

/** Switches a saved recipe on or off; apart from saving. The caller draws `dialog`. */
export function useActiveSwitch(onDone: (isActive: boolean) => void) {
  const queries = useQueryClient();
  const { enableRecipe, dialog } = useEnableRecipe();
  const change = useMutation({
    mutationFn: ({ name, isActive }: { name: string; isActive: boolean }) => {
      const params = { path: { name } };
      return isActive ? enableRecipe(name) : answerOf(api.POST('/recipes/{name}/disable', { params }));
    },
    onSuccess: ({ name, enabled }) => {
      onDone(enabled);
      notifications.show({ message: `${name} is ${enabled ? 'active' : 'switched off'}.` });
      void queries.invalidateQueries({ queryKey: ['recipes'] });
    },
  });
  return { ...change, dialog };
}
