import { List } from '@mantine/core';
import { useState, type ReactNode } from 'react';

import { ApiFailure } from '../api/api-failure.ts';
import { answerOf, api } from '../api/client.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

const tierTexts: Record<string, string> = {
  read: 'read from Iterable',
  write: 'change data in Iterable or in another system',
  send: 'send messages to people',
  personal_data: "read people's data, or carry it to another system",
};

interface Asked {
  name: string;
  missing: string[];
  answer: (isGranted: boolean) => void;
}

const missingOf = (error: unknown): string[] | null =>
  error instanceof ApiFailure && error.info.code === 'ITC_RECIPE_NOT_GRANTED'
    ? ((error.info.details?.['missing'] as string[] | undefined) ?? [])
    : null;

const enable = (name: string) => answerOf(api.POST('/recipes/{name}/enable', { params: { path: { name } } }));

/**
 * Switches a recipe on; asks first where it was not granted what its steps do. `dialog` must be drawn by the caller. Rejects with what the
 * server refused when the person does not grant it.
 */
export function useEnableRecipe(): { enableRecipe: typeof enable; dialog: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const enableRecipe: typeof enable = async (name) => {
    try {
      return await enable(name);
    } catch (error) {
      const missing = missingOf(error);
      if (missing === null) throw error;
      const isGranted = await new Promise<boolean>((answer) => setAsked({ name, missing, answer }));
      setAsked(null);
      if (!isGranted) throw error;
      const params = { path: { name } };
      const { permissions } = await answerOf(api.GET('/recipes/{name}', { params }));
      const granted = [...new Set([...permissions.granted, ...permissions.missing])];
      await answerOf(api.POST('/recipes/{name}/permissions', { params, body: { granted } }));
      return enable(name);
    }
  };
  const dialog = (
    <ConfirmDialog
      isOpen={asked !== null}
      title={`Let ${asked?.name ?? ''} do this?`}
      confirmLabel="Grant and switch on"
      onConfirm={() => asked?.answer(true)}
      onClose={() => asked?.answer(false)}
    >
      Its steps:
      <List size="sm">
        {asked?.missing.map((tier) => (
          <List.Item key={tier}>{tierTexts[tier] ?? tier}</List.Item>
        ))}
      </List>
    </ConfirmDialog>
  );
  return { enableRecipe, dialog };
}
