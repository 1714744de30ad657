import { Alert, Button, Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { estimateQuery } from '../../api/history-queries.ts';
import { recipesQuery } from '../../api/queries.ts';
import type { TaskOrder } from '../../api/types.ts';
import { useProductionWord } from '../../app/use-production-word.ts';
import { DecodedError } from '../decoded-error.tsx';
import { formatCount } from '../format-count.ts';
import { LoadingState } from '../states.tsx';
import { fromLocalInput, toLocalInput } from '../time-range.ts';
import { TypeToConfirm } from '../type-to-confirm.tsx';
import { useFocusBack } from '../use-focus-back.ts';

type OrderOf<K extends TaskOrder['kind']> = Extract<TaskOrder, { kind: K }>;

/** What a person chose to do; the dialog asks for the rest. */
export type TaskVerb =
  | {
      kind: 'bulk_replay';
      events: { [K in keyof OrderOf<'bulk_replay'>['events']]: OrderOf<'bulk_replay'>['events'][K] | undefined };
    }
  | { kind: 'rerun_jobs'; jobs: OrderOf<'rerun_jobs'>['jobs'] }
  | { kind: 'recover_failed'; recipe?: string; code?: string; from?: string }
  | { kind: 'replay_missing'; recipe?: string };

const titles: Record<TaskVerb['kind'], string> = {
  bulk_replay: 'Replay events',
  rerun_jobs: 'Run jobs again',
  recover_failed: 'Recover failed jobs',
  replay_missing: 'Replay what a recipe missed',
};

const leads: Record<TaskVerb['kind'], string> = {
  bulk_replay: 'Starts the recipes of these events once more, from their first step, with the version that is current.',
  rerun_jobs: 'Runs these jobs again as new jobs. The old ones stay as they are.',
  recover_failed: 'Runs failed jobs again. What was run again since the failure is left out.',
  replay_missing: 'Starts a recipe for the events that match it and came before it was there, or while it was off.',
};

const dayMs = 86_400_000;

interface TaskDialogProps {
  verb: TaskVerb;
  onClose: () => void;
  onStarted?: () => void;
}

/** Estimate, effect, confirmation; the work then goes on in the background and its page opens. */
export function TaskDialog({ verb, onClose, onStarted }: TaskDialogProps) {
  useFocusBack();
  const { kind } = verb;
  const [recipe, setRecipe] = useState<string | null>('recipe' in verb ? (verb.recipe ?? null) : null);
  const [since, setSince] = useState(
    () => ('from' in verb ? verb.from : undefined) ?? new Date(Date.now() - dayMs).toISOString(),
  );
  const [isWhole, setWhole] = useState(false);
  const [isOldVersion, setOldVersion] = useState(false);
  const { data: recipes = [] } = useQuery(recipesQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();

  const order = useMemo((): TaskOrder | null => {
    const options = { from: isWhole ? 'start' : 'failed', version: isOldVersion ? 'job' : 'current' } as const;
    switch (verb.kind) {
      case 'bulk_replay':
        return {
          kind: 'bulk_replay',
          events: verb.events as OrderOf<'bulk_replay'>['events'],
          ...(recipe === null ? {} : { recipe }),
        };
      case 'rerun_jobs':
        return { kind: 'rerun_jobs', jobs: verb.jobs, ...options };
      case 'recover_failed': {
        const { code } = verb;
        const jobs = { from: since, ...(recipe === null ? {} : { recipe }), ...(code === undefined ? {} : { code }) };
        return { kind: 'recover_failed', jobs, ...options };
      }
      case 'replay_missing':
        return recipe === null ? null : { kind: 'replay_missing', recipe, from: since };
    }
  }, [verb, recipe, since, isWhole, isOldVersion]);

  const start = useMutation({
    mutationFn: (body: TaskOrder) => answerOf(api.POST('/tasks', { body })),
    onSuccess: async ({ id }) => {
      onStarted?.();
      await queries.invalidateQueries({ queryKey: ['tasks'] });
      await navigate(`/tasks/${id}`);
    },
  });
  const isRerun = kind === 'rerun_jobs' || kind === 'recover_failed';
  const hasSince = kind === 'recover_failed' || kind === 'replay_missing';
  return (
    <Modal opened onClose={onClose} title={titles[kind]} size="lg">
      <Stack gap="md">
        <Text size="sm">{leads[kind]}</Text>
        {kind === 'rerun_jobs' ? null : (
          <Select
            label="Recipe"
            placeholder={kind === 'replay_missing' ? 'Choose one' : 'All that match'}
            clearable={kind !== 'replay_missing'}
            data={recipes.map(({ name }) => name)}
            value={recipe}
            onChange={setRecipe}
          />
        )}
        {hasSince ? (
          <TextInput
            type="datetime-local"
            label="Since"
            value={toLocalInput(since)}
            onChange={(event) => setSince(fromLocalInput(event.currentTarget.value) ?? since)}
          />
        ) : null}
        {isRerun ? (
          <>
            <Switch
              label="Run all steps again, also those that succeeded"
              description="Off: goes on at the step that failed; what was sent already is not sent again."
              checked={isWhole}
              onChange={(event) => setWhole(event.currentTarget.checked)}
            />
            <Switch
              label="With the version of the recipe that each job had"
              description="Off: with the current version, which has your corrections."
              checked={isOldVersion}
              onChange={(event) => setOldVersion(event.currentTarget.checked)}
            />
          </>
        ) : null}
        {order === null ? null : (
          <Confirm
            order={order}
            noun={isRerun ? 'job' : 'event'}
            isBusy={start.isPending}
            onConfirm={() => start.mutate(order)}
            onClose={onClose}
          />
        )}
        {start.isError ? <DecodedError error={errorInfoOf(start.error)} title="Nothing was started" /> : null}
      </Stack>
    </Modal>
  );
}

interface ConfirmProps {
  order: TaskOrder;
  noun: string;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** The number and the effect, then the button. */
function Confirm({ order, noun, isBusy, onConfirm, onClose }: ConfirmProps) {
  const estimate = useQuery(estimateQuery(order));
  const started = estimate.data?.recipes.map(({ recipe }) => recipe) ?? [];
  const { typeToConfirm } = useProductionWord({ recipes: started });
  const [typed, setTyped] = useState('');
  if (estimate.isError) return <DecodedError error={errorInfoOf(estimate.error)} title="There is no estimate" />;
  if (estimate.data === undefined) return <LoadingState what="the estimate" lines={2} />;
  const { items, recipes } = estimate.data;
  const count = formatCount(items, noun);
  const sending = recipes.filter(({ sends }) => sends.length > 0);
  return (
    <Stack gap="md">
      <div role="status">
        <Text fw={600}>{items === 0 ? `There are no such ${noun}s.` : `${count} would be looked at.`}</Text>
        {items > 0 && recipes.length === 0 ? (
          <Text size="sm">None of the first ones starts a recipe that is switched on.</Text>
        ) : null}
        {recipes.length === 0 ? null : (
          <Text size="sm">They start {recipes.map(({ recipe }) => recipe).join(', ')}.</Text>
        )}
      </div>
      {sending.length === 0 ? null : (
        <Alert color="orange" variant="light" title="People may get messages again">
          <Text size="sm">
            {sending.map(({ recipe, sends }) => `${recipe} sends with ${sends.join(', ')}`).join('; ')}.
          </Text>
        </Alert>
      )}
      {typeToConfirm === undefined ? null : <TypeToConfirm word={typeToConfirm} typed={typed} onType={setTyped} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} disabled={isBusy}>
          Cancel
        </Button>
        <Button
          onClick={onConfirm}
          loading={isBusy}
          disabled={items === 0 || (typeToConfirm !== undefined && typed !== typeToConfirm)}
          color={sending.length === 0 ? undefined : 'red.8'}
        >
          {items === 0 ? 'Start' : `Start for ${count}`}
        </Button>
      </Group>
    </Stack>
  );
}
