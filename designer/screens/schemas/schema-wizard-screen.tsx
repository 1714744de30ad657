import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { connectionsQuery, schemaPreviewQuery, schemaQuery } from '../../api/queries.ts';
import type { FieldEdit } from '../../api/types.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState, FailureState } from '../../components/states.tsx';
import { Steps } from '../../components/steps.tsx';
import { changeOf, emptyDraft, hasSample, isFilled, withAddition, type Addition, type Draft } from './draft.ts';
import { dropDraft, keepDraft, readDraft } from './draft-keeper.ts';
import { joinEdits } from './field-rows.ts';
import { FieldsStep } from './fields-step.tsx';
import { ResultStep } from './result-step.tsx';
import { SampleStep } from './sample-step.tsx';
import { SourceStep } from './source-step.tsx';
import { TriggerChoice } from './trigger-choice.tsx';
import { useEventSample } from './use-event-sample.ts';
import { schemaLink } from '../../components/trigger-name.ts';

const labels = ['Source', 'Sample', 'Fields', 'Result'];
const typingMs = 400;

/** From samples to a saved schema in four steps; trigger and step stand in the address, samples and decisions stay until it is left. */
export function Component() {
  const connections = useQuery(connectionsQuery);
  return (
    <Screen title="Schema wizard" lead="From sample payloads to fields that recipes can map.">
      <QueryState query={connections} what="connections">
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title="No connection yet"
              action={
                <Button component={Link} to="/connections/new">
                  Connect Iterable
                </Button>
              }
            >
              A schema belongs to the events of a connection.
            </EmptyState>
          ) : (
            <Wizard />
          )
        }
      </QueryState>
    </Screen>
  );
}

function Wizard() {
  const [params, setParams] = useSearchParams();
  const { current } = useCurrentConnection();
  const navigate = useNavigate();
  const connection = params.get('connection') ?? current?.name ?? '';
  const triggerKey = params.get('trigger') ?? 'event:';
  const place = { connection, triggerKey };
  const isNamed = /:./.test(triggerKey);
  const wanted = Math.min(Math.max(Number(params.get('step') ?? 1) || 1, 1), labels.length);

  // a link into a later step means what was learned
  const [restored, setRestored] = useState(() => readDraft(place));
  const start = wanted > 1 ? { ...emptyDraft, source: 'events' as const } : emptyDraft;
  const [draft, setDraft] = useState<Draft>(restored ?? start);
  const [coming, setComing] = useState<Addition | null>(null);
  useEffect(() => {
    if (isFilled(draft) || draft.edits.length > 0) keepDraft(place, draft);
  }, [draft, connection, triggerKey]);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const [text] = useDebouncedValue(draft.text, typingMs);
  const settled = { ...draft, text };

  const known = useQuery({ ...schemaQuery(place), enabled: isNamed });
  const preview = useQuery({
    ...schemaPreviewQuery(place, changeOf(settled)),
    enabled: isNamed && hasSample(settled),
    placeholderData: keepPreviousData,
  });
  const isReadable = hasSample(draft) && preview.data !== undefined && !preview.isError;
  const step = wanted > 2 && !isReadable ? 2 : wanted;
  const go = (to: number): void => setParams({ connection, trigger: triggerKey, step: String(to) });
  const add = (addition: Addition): void => {
    if (isFilled(draft)) setComing(addition);
    else setDraft((before) => withAddition(before, addition, false));
  };
  const decide = (isReplacing: boolean): void => {
    if (coming !== null) setDraft((before) => withAddition(before, coming, isReplacing));
    setComing(null);
  };
  const sample = useEventSample(params.get('event'), (text) => {
    setDraft({ ...emptyDraft, text });
    setRestored(null);
    setParams({ connection, trigger: triggerKey, step: '2' }, { replace: true });
  });
  const takeEdit = (edit: FieldEdit): void => change({ edits: joinEdits(draft.edits, [edit]) });
  const edits = joinEdits(known.data?.edits ?? [], draft.edits);
  const canGoTo = (to: number): boolean => to === 1 || (isNamed && (to === 2 || isReadable));

  return (
    <Stack gap="lg">
      {restored === null ? null : (
        <Alert variant="light" color="yellow" title="This tab kept what you had begun">
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              dropDraft();
              setDraft(start);
              setRestored(null);
            }}
          >
            Start over
          </Button>
        </Alert>
      )}
      {sample.isError ? <FailureState error={sample.error} title="Could not load the event" /> : null}
      <Steps labels={labels} active={step - 1} isOpen={(index) => canGoTo(index + 1)} onGo={(index) => go(index + 1)} />
      {step === 1 ? (
        <Stack gap="md">
          <TriggerChoice
            connection={connection}
            triggerKey={triggerKey}
            onChange={(nextConnection, trigger) =>
              setParams({ connection: nextConnection, trigger, step: '1' }, { replace: true })
            }
          />
          <SourceStep
            draft={draft}
            learned={known.data?.samples ?? 0}
            change={change}
            onAdd={add}
            onNext={() => go(2)}
            canGoOn={isNamed && (draft.source !== 'events' || known.data?.samples !== 0)}
          />
        </Stack>
      ) : null}
      {step === 2 ? (
        <SampleStep
          {...place}
          draft={draft}
          preview={preview}
          change={change}
          onAdd={add}
          onBack={() => go(1)}
          onNext={() => go(3)}
        />
      ) : null}
      {step === 3 && preview.data !== undefined ? (
        <FieldsStep
          field={params.get('field')}
          preview={preview.data}
          edits={edits}
          onEdit={takeEdit}
          onBack={() => go(2)}
          onNext={() => go(4)}
        />
      ) : null}
      {step === 4 && preview.data !== undefined ? (
        <ResultStep
          place={place}
          known={known.data ?? null}
          preview={preview.data}
          change={changeOf(draft)}
          onBack={() => go(3)}
          onSaved={(version) => {
            notifications.show({ message: `Version ${version} is saved.`, color: 'green' });
            dropDraft();
            void navigate(schemaLink(place));
          }}
        />
      ) : null}
      <Modal opened={coming !== null} onClose={() => setComing(null)} title="There is a sample already">
        <Stack gap="md">
          <Text size="sm">Add the new one to it, so that both count, or put it in its place?</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => decide(true)}>
              Replace it
            </Button>
            <Button onClick={() => decide(false)}>Add to it</Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
