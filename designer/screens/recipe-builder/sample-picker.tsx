import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { ReloadIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answerOf, api } from '../../api/client.ts';
import { triggersQuery } from '../../api/queries.ts';
import type { Json } from '../../api/types.ts';
import { CodeEditor } from '../../components/code-editor.tsx';
import { formatTime } from '../../components/format-time.ts';
import { JsonTree } from '../../components/json-tree.tsx';
import { FailureState } from '../../components/states.tsx';
import { useBookmarks } from '../../components/use-bookmarks.ts';
import { useBuilder } from './builder-context.ts';

const offered = 30;

interface SamplePickerProps {
  event: string | null;
  onEvent: (event: string | null) => void;
}

/** Chooses what the recipe is mapped and tested against: a received event, a pasted payload or the trigger's example. */
export function SamplePicker({ event, onEvent }: SamplePickerProps) {
  const { document, sample } = useBuilder();
  const [isPasting, setPasting] = useState(sample.kind === 'pasted');
  const { data: triggers = [] } = useQuery(triggersQuery);
  const kind = triggers.find(({ name }) => name === document.trigger.use)?.source;
  const { eventName } = document.trigger.with;
  const filter = {
    connection: document.connection,
    ...(kind === undefined ? {} : { kind }),
    ...(typeof eventName === 'string' ? { eventName } : {}),
    duplicates: 'false',
    limit: offered,
  };
  const events = useQuery({
    queryKey: ['sample-events', filter],
    queryFn: async () => (await answerOf(api.GET('/events', { params: { query: filter as never } }))).items,
  });
  const choices = (events.data ?? []).map(({ id, eventName: name, receivedAt }) => ({
    value: id,
    label: `${name ?? 'journey call'}, ${formatTime(receivedAt, 'local')} (${id.slice(-6)})`,
  }));
  const { all: bookmarks } = useBookmarks();
  const kept = bookmarks
    .filter((one) => one.connection === document.connection)
    .filter((one) => typeof eventName !== 'string' || one.eventName === eventName)
    .map(({ id, name }) => ({ value: id, label: name }));
  const isKept = kept.some(({ value }) => value === event);
  // an event is offered once: under its bookmark where it has one
  const others = choices.filter(({ value }) => kept.every((one) => one.value !== value));
  const isListed = event === null || isKept || others.some(({ value }) => value === event);
  const choose = (value: string): void => {
    setPasting(value === 'paste');
    if (value !== 'paste') sample.paste(null);
    onEvent(value === 'paste' || value === 'example' ? null : value);
  };
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="xs">
        <NativeSelect
          label="Test with"
          flex="1 1 260px"
          maw={520}
          value={isPasting ? 'paste' : (event ?? 'example')}
          data={[
            { value: 'example', label: 'The example of the trigger' },
            { value: 'paste', label: 'A payload that I paste' },
            ...(kept.length === 0 ? [] : [{ group: 'Bookmarked events', items: kept }]),
            {
              group: 'Received events, newest first',
              items: [...others, ...(isListed || event === null ? [] : [{ value: event, label: event }])],
            },
          ]}
          onChange={(change) => choose(change.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<ReloadIcon />}
          loading={events.isFetching}
          onClick={() => void events.refetch()}
        >
          Look for new events
        </Button>
      </Group>
      {events.isError ? <FailureState error={events.error} title="Could not load events" /> : null}
      {events.isSuccess && choices.length === 0 ? (
        <Text size="sm" c="dimmed">
          No event that starts this recipe has arrived yet.
        </Text>
      ) : null}
      {isPasting ? <PastedPayload /> : null}
      {sample.error === null || sample.kind === 'pasted' ? null : (
        <FailureState error={sample.error} title="Could not load the sample" />
      )}
      {sample.payload === undefined || isPasting ? null : (
        <JsonTree value={sample.payload} label="Payload of the sample" maxHeight={260} />
      )}
    </Stack>
  );
}

function PastedPayload() {
  const { sample } = useBuilder();
  const [text, setText] = useState(() => JSON.stringify(sample.payload ?? {}, null, 2));
  const [fault, setFault] = useState<string | null>(null);
  return (
    <Stack gap={4}>
      <CodeEditor
        label="Payload"
        help="JSON as Iterable would send it."
        language="json"
        value={text}
        onChange={(next) => {
          setText(next);
          try {
            sample.paste(JSON.parse(next) as Json);
            setFault(null);
          } catch (error) {
            setFault(error instanceof Error ? error.message : 'not JSON');
          }
        }}
      />
      {fault === null ? null : (
        <Text size="sm" role="alert" c="var(--mantine-color-error)">
          Not JSON yet, the last readable payload is used: {fault}
        </Text>
      )}
    </Stack>
  );
}
