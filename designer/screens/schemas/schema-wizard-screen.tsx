import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { connectionsQuery, schemaPreviewQuery, schemaQuery } from '../../api/queries.ts';
import type { FieldEdit } from '../../api/types.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { Steps } from '../../components/steps.tsx';
import { changeOf, emptyDraft, hasSample, joinSamples, type Draft } from './draft.ts';
import { joinEdits } from './field-rows.ts';
import { FieldsStep } from './fields-step.tsx';
import { ResultStep } from './result-step.tsx';
import { SampleStep } from './sample-step.tsx';
import { SourceStep } from './source-step.tsx';
import { TriggerChoice } from './trigger-choice.tsx';
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
  const [draft, setDraft] = useState<Draft>(() => (wanted > 1 ? { ...emptyDraft, source: 'events' } : emptyDraft));
  const [coming, setComing] = useState<string | null>(null);
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
  const takeText = (text: string): void => {
    if (draft.text.trim() === '') change({ text });
    else setComing(text);
  };
  const takeEdit = (edit: FieldEdit): void => change({ edits: joinEdits(draft.edits, [edit]) });
  const edits = joinEdits(known.data?.edits ?? [], draft.edits);
  const canGoTo = (to: number): boolean => to === 1 || (isNamed && (to === 2 || isReadable));

  return (
    <Stack gap="lg">
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
            onText={takeText}
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
          onText={takeText}
          onBack={() => go(1)}
          onNext={() => go(3)}
        />
      ) : null}
      {step === 3 && preview.data !== undefined ? (
        <FieldsStep preview={preview.data} edits={edits} onEdit={takeEdit} onBack={() => go(2)} onNext={() => go(4)} />
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
            void navigate(schemaLink(place));
          }}
        />
      ) : null}
      <Modal opened={coming !== null} onClose={() => setComing(null)} title="There is a sample already">
        <Stack gap="md">
          <Text size="sm">Add the new one to it, so that both count, or put it in its place?</Text>
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => {
                change({ text: coming ?? '' });
                setComing(null);
              }}
            >
              Replace it
            </Button>
            <Button
              onClick={() => {
                change({ text: joinSamples(draft.text, coming ?? '') });
                setComing(null);
              }}
            >
              Add to it
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
