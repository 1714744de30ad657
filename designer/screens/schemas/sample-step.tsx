import { Button, FileButton, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { UploadIcon } from '@radix-ui/react-icons';
import { useInfiniteQuery, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';

import { errorInfoOf, type ErrorInfo } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { eventsQuery } from '../../api/queries.ts';
import type { Json, SchemaPreview } from '../../api/types.ts';
import { CodeEditor, type CodePlace } from '../../components/code-editor.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { NoticeList } from './conflict-list.tsx';
import type { Draft } from './draft.ts';
import { RepairOffer, type Repair } from './repair-offer.tsx';
import { readSampleFile } from './source-step.tsx';

const JsonTree = lazy(async () => ({ default: (await import('../../components/json-tree.tsx')).JsonTree }));

interface SampleFault {
  line: number;
  column: number;
  repair: Repair | null;
}

/** The place in the text that an error is about; null for other errors. */
function faultOf({ details }: ErrorInfo): SampleFault | null {
  const { line, column, repair } = details ?? {};
  if (typeof line !== 'number' || typeof column !== 'number') return null;
  return { line, column, repair: (repair as Repair | undefined) ?? null };
}

interface SampleStepProps {
  connection: string;
  triggerKey: string;
  draft: Draft;
  preview: UseQueryResult<SchemaPreview>;
  change: (part: Partial<Draft>) => void;
  onText: (text: string) => void;
  onBack: () => void;
  onNext: () => void;
}

/** Second step: the samples themselves, with what is wrong in them. */
export function SampleStep(props: SampleStepProps) {
  const { draft, preview, change, onBack, onNext } = props;
  return (
    <Section
      title={draft.source === 'events' ? 'Received events' : 'Samples'}
      help={
        draft.source === 'events' ? undefined : 'One JSON document, or one sample per line. More samples tell more.'
      }
    >
      {draft.source === 'events' ? <NewestEvent {...props} /> : <SampleText {...props} />}
      {draft.source === 'events' ? null : (
        <Stack gap={4}>
          <Text size="sm" fw={600} id="with-known">
            With what is known of this trigger
          </Text>
          <SegmentedControl
            aria-labelledby="with-known"
            w="fit-content"
            maw="100%"
            value={draft.replace ? 'replace' : 'merge'}
            onChange={(value) => change({ replace: value === 'replace' })}
            data={[
              { value: 'merge', label: 'Merge' },
              { value: 'replace', label: 'Replace' },
            ]}
          />
          <Text size="xs" c="dimmed">
            {draft.replace
              ? 'What was learned from events is forgotten; fields set by hand stay.'
              : 'A field is required only where every sample and every learned event has it.'}
          </Text>
        </Stack>
      )}
      <Text size="sm" role="status">
        {preview.data !== undefined && !preview.isError
          ? `${preview.data.samples.toLocaleString()} ${preview.data.samples === 1 ? 'sample' : 'samples'} in all, ${preview.data.fields.length.toLocaleString()} places seen.`
          : ''}
      </Text>
      {preview.data === undefined ? null : <NoticeList notices={preview.data.notices} />}
      <Group>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button onClick={onNext} disabled={preview.data === undefined || preview.isError || preview.isPlaceholderData}>
          Next
        </Button>
      </Group>
    </Section>
  );
}

function SampleText({ draft, preview, change, onText }: SampleStepProps) {
  const [place, setPlace] = useState<CodePlace | null>(null);
  const upload = useMutation({ mutationFn: readSampleFile, onSuccess: onText });
  const error = preview.isError ? errorInfoOf(preview.error) : null;
  const fault = useMemo(
    () => (preview.isError ? faultOf(errorInfoOf(preview.error)) : null),
    [preview.isError, preview.error],
  );
  const problems = useMemo(
    () => (fault === null || error === null ? [] : [{ ...fault, message: error.message }]),
    [fault, error?.message],
  );
  return (
    <Stack gap="sm">
      <CodeEditor
        label="Sample payloads"
        value={draft.text}
        onChange={(text) => change({ text })}
        language="json"
        problems={problems}
        minHeight={220}
        goTo={place}
      />
      <Group gap="xs">
        <FileButton
          onChange={(file) => (file === null ? undefined : upload.mutate(file))}
          accept=".json,.jsonl,.ndjson,.txt,application/json"
        >
          {(button) => (
            <Button {...button} size="xs" variant="default" leftSection={<UploadIcon />} loading={upload.isPending}>
              Add from a file
            </Button>
          )}
        </FileButton>
        {draft.text === '' ? null : (
          <Button size="xs" variant="default" onClick={() => change({ text: '' })}>
            Clear
          </Button>
        )}
      </Group>
      {upload.isError ? <DecodedError error={errorInfoOf(upload.error)} title="The file was not read" /> : null}
      {error === null ? null : (
        <DecodedError
          error={error}
          title="The sample cannot be read"
          action={
            fault === null ? undefined : (
              <Stack gap="xs" align="flex-start">
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => setPlace({ line: fault.line, column: fault.column })}
                >
                  Go to line {fault.line}, column {fault.column}
                </Button>
                {fault.repair === null ? null : (
                  <RepairOffer
                    before={draft.text}
                    repair={fault.repair}
                    onTake={() => change({ text: fault.repair?.text ?? draft.text })}
                  />
                )}
              </Stack>
            )
          }
        />
      )}
    </Stack>
  );
}

function NewestEvent({ connection, triggerKey }: SampleStepProps) {
  const name = triggerKey.slice(triggerKey.indexOf(':') + 1);
  const filter = triggerKey.startsWith('event:') ? { eventName: name } : { workflowId: name };
  const events = useInfiniteQuery(eventsQuery({ connection, ...filter }));
  const id = events.data?.pages[0]?.items[0]?.id ?? null;
  const newest = useQuery({
    queryKey: ['events', 'one', id],
    queryFn: () => answerOf(api.GET('/events/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== null,
  });
  if (id === null && !events.isPending)
    return <Text size="sm">The events themselves are deleted by now; what was learned stays.</Text>;
  return (
    <QueryState query={newest} what="the newest event">
      {({ receivedAt, payload }) => (
        <Stack gap="xs">
          <Text size="sm">
            The newest of them came <TimeText at={receivedAt} as="age" />:
          </Text>
          <Suspense fallback={null}>
            <JsonTree value={(payload.json as Json | null) ?? payload.text} label="Newest payload" maxHeight={320} />
          </Suspense>
        </Stack>
      )}
    </QueryState>
  );
}
