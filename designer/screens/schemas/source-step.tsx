import { Anchor, Button, Group, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';

import { Section } from '../../components/section.tsx';
import type { Addition, Draft, SourceKind } from './draft.ts';
import { JobPayload } from './job-payload.tsx';
import { SampleFileButton } from './sample-file-button.tsx';

const sources: { kind: SourceKind; label: string; help: string }[] = [
  { kind: 'paste', label: 'Paste', help: 'One JSON document, or one sample per line.' },
  {
    kind: 'upload',
    label: 'Upload a file',
    help: 'JSON, or one sample per line; up to 25 MB. Items of a list in a file of more than 2 MB count as samples.',
  },
  { kind: 'events', label: 'Received events', help: 'What Iterable really sent.' },
  { kind: 'job', label: "A job's payload", help: 'The event that started a job.' },
];

interface SourceStepProps {
  draft: Draft;
  /** events that were learned of this trigger */
  learned: number;
  change: (part: Partial<Draft>) => void;
  /** samples came from a file or a job */
  onAdd: (addition: Addition) => void;
  onNext: () => void;
  canGoOn: boolean;
}

/** First step: where the samples come from. */
export function SourceStep({ draft, learned, change, onAdd, onNext, canGoOn }: SourceStepProps) {
  return (
    <Section title="Where do the samples come from?">
      <Radio.Group
        aria-label="Source of the samples"
        value={draft.source}
        onChange={(value) => change({ source: sources.find(({ kind }) => kind === value)?.kind ?? 'paste' })}
      >
        <Stack gap="sm">
          {sources.map(({ kind, label, help }) => (
            <Radio
              key={kind}
              value={kind}
              label={kind === 'events' ? `${label} (${learned.toLocaleString()})` : label}
              description={help}
            />
          ))}
        </Stack>
      </Radio.Group>
      {draft.source === 'upload' ? <SampleFileButton label="Choose a file" onTake={onAdd} /> : null}
      {draft.source === 'events' ? <EventsChoice draft={draft} learned={learned} change={change} /> : null}
      {draft.source === 'job' ? <JobPayload onText={(text) => onAdd({ text })} hasText={draft.text !== ''} /> : null}
      <Group>
        <Button onClick={onNext} disabled={!canGoOn}>
          Next
        </Button>
      </Group>
    </Section>
  );
}

function EventsChoice({ draft, learned, change }: Pick<SourceStepProps, 'draft' | 'learned' | 'change'>) {
  if (learned === 0) {
    return (
      <Text size="sm" role="status">
        No event of this trigger came yet.{' '}
        <Anchor component={Link} to="/events" size="sm" underline="always">
          See what did come
        </Anchor>
        , or paste a sample meanwhile.
      </Text>
    );
  }
  return (
    <Radio.Group
      label="Which of them"
      value={draft.replace ? 'last' : 'all'}
      onChange={(value) => change({ replace: value === 'last' })}
    >
      <Stack gap="xs" mt={4}>
        <Radio value="all" label={`All ${learned.toLocaleString()} that were learned`} />
        <Radio value="last" label="Only the last ones; what was learned before is forgotten" />
        {draft.replace ? (
          <NumberInput
            label="How many"
            min={1}
            max={500}
            maw={160}
            value={draft.lastEvents}
            onChange={(value) => (typeof value === 'number' && value >= 1 ? change({ lastEvents: value }) : undefined)}
          />
        ) : null}
      </Stack>
    </Radio.Group>
  );
}
