import { Alert, Button, Group, Stack, Tabs } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import * as z from 'zod/mini';

import { errorInfoOf } from '../../api/api-failure.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { Screen } from '../../components/screen.tsx';
import { LoadingState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { wizardLink } from '../../components/trigger-name.ts';
import { useFilters } from '../../components/use-filters.ts';
import { BuilderProvider } from './builder-context.ts';
import { BuilderHeader } from './builder-header.tsx';
import classes from './builder.module.css';
import { CheckList } from './check-list.tsx';
import { DataPanel } from './data-panel.tsx';
import { dropDraft, readDraft } from './draft-keeper.ts';
import { focusField } from './focus-field.ts';
import { loadFormulaEditor } from './formula-editor.tsx';
import { startId } from './locate-problem.ts';
import type { RecipeDocument } from './recipe-document.ts';
import { StartPanel, type SavedRecipe } from './start-panel.tsx';
import { StepList } from './step-list.tsx';
import { StepPanel } from './step-panel.tsx';
import { findStep } from './step-tree.ts';
import { TestView } from './test-view.tsx';
import { useBuilderKeys } from './use-builder-keys.ts';
import { useBuilderState } from './use-builder-state.ts';
import { useCheck } from './use-check.ts';
import { useDocument } from './use-document.ts';
import { useActiveSwitch, useSave } from './use-save.ts';

const YamlView = lazy(() => import('./yaml-view.tsx'));
const VersionsView = lazy(() => import('./versions-view.tsx'));

const views = ['steps', 'test', 'yaml', 'versions'] as const;
const filterSchema = z.object({
  view: z._default(z.enum(views), 'steps'),
  step: z._default(z.string(), startId),
  event: z.optional(z.string()),
  /** where to go when the builder opens, as faults name it */
  field: z.optional(z.string()),
});

interface BuilderProps {
  start: RecipeDocument;
  /** null for a recipe that was never saved */
  saved: SavedRecipe | null;
}

/** The recipe builder: steps, test, YAML and versions of one document. */
export function RecipeBuilder({ start, saved: first }: BuilderProps) {
  const draftName = first?.name ?? '-new';
  const [saved, setSaved] = useState(first);
  const [draft, setDraft] = useState(() => readDraft(draftName));
  const [faulty, setFaulty] = useState<string | null>(null);
  const filters = useFilters(filterSchema);
  const navigate = useNavigate();
  const editing = useDocument(start, draftName, first === null);
  const { document, change, isDirty, markSaved } = editing;
  const check = useCheck(document);
  const { view, step: wanted, event = null, field } = filters.values;
  const builder = useBuilderState({
    document,
    change,
    problems: check.problems,
    wanted,
    // one change: two in a row would lose the first
    onSelect: (step) => filters.set({ step, view: 'steps', field: undefined }),
    event,
  });
  useEffect(() => {
    if (field !== undefined) focusField(field);
    // the address that the builder was opened with
  }, []);
  const isLeaving = useRef(false);
  const save = useSave(saved, ({ document: sent, ...now }) => {
    markSaved(sent);
    setSaved(now);
    setDraft(null);
    if (now.name === first?.name) return;
    isLeaving.current = true;
    void navigate({ pathname: `/recipes/${now.name}`, search: window.location.search }, { replace: true });
  });
  const active = useActiveSwitch((enabled) => setSaved((now) => (now === null ? null : { ...now, enabled })));
  useEffect(() => {
    void loadFormulaEditor();
  }, []);
  const trySave = (isForced = false): void => {
    if (faulty === null && !save.isPending && (isDirty || saved === null)) save.mutate({ document, isForced });
  };
  useBuilderKeys({
    save: trySave,
    test: () => filters.set({ view: 'test' }),
    undo: editing.undo,
    redo: editing.redo,
  });

  const step = findStep(document, builder.selected)?.step;
  const saveError = save.isError ? errorInfoOf(save.error) : null;
  return (
    <BuilderProvider value={builder}>
      <Screen
        title={document.title ?? document.name}
        actions={
          <BuilderHeader
            saved={saved}
            document={document}
            isDirty={isDirty}
            faults={check.problems.length}
            canUndo={editing.canUndo}
            canRedo={editing.canRedo}
            isSaving={save.isPending}
            isSwitching={active.isPending}
            isBlocked={faulty !== null}
            onUndo={editing.undo}
            onRedo={editing.redo}
            onSave={() => trySave()}
            onSwitch={(isActive) => saved !== null && active.mutate({ name: saved.name, isActive })}
          />
        }
      >
        {draft === null ? null : (
          <Alert variant="light" color="yellow" title="This browser kept unsaved changes">
            <Group gap="xs">
              <span>
                from <TimeText at={draft.at} />
              </span>
              <Button
                size="xs"
                onClick={() => {
                  change(draft.document);
                  setDraft(null);
                }}
              >
                Restore them
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  dropDraft(draftName);
                  setDraft(null);
                }}
              >
                Discard them
              </Button>
            </Group>
          </Alert>
        )}
        {saveError === null ? null : (
          <DecodedError
            error={
              saveError.code === 'ITC_RECIPE_INVALID'
                ? { ...saveError, hint: 'Mend what the check-list at the end of the page names, then save again.' }
                : saveError
            }
            title="Not saved; your changes are still here"
            action={
              saveError.code === 'ITC_RECIPE_CONFLICT' && saved !== null ? (
                <Button size="xs" variant="default" w="fit-content" onClick={() => trySave(true)}>
                  Save on top of the newer version
                </Button>
              ) : undefined
            }
          />
        )}
        {active.dialog}
        {active.isError ? <DecodedError error={errorInfoOf(active.error)} title="Not switched" /> : null}
        <Tabs
          value={view}
          onChange={(next) => filters.set({ view: (next ?? 'steps') as (typeof views)[number] })}
          keepMounted={false}
          activateTabWithKeyboard={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="steps">Steps</Tabs.Tab>
            <Tabs.Tab value="test">Test</Tabs.Tab>
            <Tabs.Tab value="yaml">YAML</Tabs.Tab>
            <Tabs.Tab value="versions">Versions</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="steps" className={classes['frame']}>
            <div className={classes['columns']}>
              <div className={classes['steps']}>
                <StepList />
              </div>
              <Stack className={`itc-card ${classes['panel']}`} p="md" data-panel>
                {step === undefined ? <StartPanel saved={saved} /> : <StepPanel key={step.id} step={step} />}
              </Stack>
              {step === undefined ? null : (
                <div className={classes['data']}>
                  <DataPanel
                    sources={builder.sources}
                    target={builder.target}
                    schemaTo={builder.triggerPlace === null ? null : wizardLink(builder.triggerPlace)}
                  />
                </div>
              )}
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="test">
            <TestView event={event} onEvent={(id) => filters.set({ event: id ?? undefined })} />
          </Tabs.Panel>
          <Tabs.Panel value="yaml">
            <Suspense fallback={<LoadingState what="the editor" />}>
              <YamlView
                document={document}
                onChange={(next) => change(next, '@yaml')}
                faulty={faulty}
                onFault={setFaulty}
              />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <Suspense fallback={<LoadingState what="versions" />}>
              <VersionsView
                saved={saved}
                document={document}
                onRestore={(restored) => {
                  change(restored);
                  filters.set({ view: 'steps', step: startId });
                }}
              />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
        <CheckList check={check} />
      </Screen>
      <LeaveGuard isDirty={isDirty || faulty !== null} isLeaving={isLeaving} title="Leave without saving?">
        The changes are not saved. This browser keeps them and offers them when you open the recipe again.
      </LeaveGuard>
    </BuilderProvider>
  );
}
