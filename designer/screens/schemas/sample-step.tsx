import { Button, Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';

import { answerOf, api } from '../../api/client.ts';
import { eventsQuery } from '../../api/queries.ts';
import type { Json, SchemaPreview } from '../../api/types.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { NoticeList } from './conflict-list.tsx';
import type { Addition, Draft } from './draft.ts';
import { maskValue, personalNames } from './mask-personal.ts';
import { SampleText } from './sample-text.tsx';

type SeenField = { path: string; personal?: boolean };

const JsonTree = lazy(async () => ({ default: (await import('../../components/json-tree.tsx')).JsonTree }));

interface SampleStepProps {
  connection: string;
  triggerKey: string;
  draft: Draft;
  preview: UseQueryResult<SchemaPreview>;
  change: (part: Partial<Draft>) => void;
  onAdd: (addition: Addition) => void;
  onBack: () => void;
  onNext: () => void;
}

/** Second step: the samples themselves, with what is wrong in them. */
export function SampleStep(props: SampleStepProps) {
  const { draft, preview, change, onBack, onNext } = props;
  const personal = personalNames((preview.data?.fields ?? []) as SeenField[]);
  return (
    <Section
      title={draft.source === 'events' ? 'Received events' : 'Samples'}
      help={
        draft.source === 'events' ? undefined : 'One JSON document, or one sample per line. More samples tell more.'
      }
    >
      {draft.source === 'events' ? (
        <NewestEvent {...props} personal={personal} />
      ) : (
        <SampleText {...props} personal={personal} />
      )}
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
          : preview.isLoading
            ? 'Reading the samples …'
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

function NewestEvent({ connection, triggerKey, personal }: SampleStepProps & { personal: ReadonlySet<string> }) {
  const [isMasked, setMasked] = useState(true);
  const name = triggerKey.slice(triggerKey.indexOf(':') + 1);
  const filter = triggerKey.startsWith('event:') ? { eventName: name } : { workflowId: name };
  const events = useInfiniteQuery(eventsQuery({ connection, ...filter }));
  const id = events.data?.pages[0]?.items[0]?.id ?? null;
  const newest = useQuery({
    queryKey: ['events', 'one', id],
    queryFn: () => answerOf(api.GET('/events/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== null,
  });
  const shownOf = ({ json, text }: { json?: unknown; text: string }): Json => {
    const value = (json as Json | null) ?? text;
    return isMasked ? maskValue(value, personal) : value;
  };
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
            <JsonTree value={shownOf(payload)} label="Newest payload" maxHeight={320} />
          </Suspense>
          <Switch
            label="Mask personal data"
            checked={isMasked}
            onChange={(event) => setMasked(event.currentTarget.checked)}
          />
        </Stack>
      )}
    </QueryState>
  );
}
