import { Anchor, Button, FileButton, Group, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { UploadIcon } from '@radix-ui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { ApiFailure, errorInfoOf } from '../../api/api-failure.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Section } from '../../components/section.tsx';
import { maxTextBytes, type Draft, type SourceKind } from './draft.ts';
import { JobPayload } from './job-payload.tsx';

const sources: { kind: SourceKind; label: string; help: string }[] = [
  { kind: 'paste', label: 'Paste', help: 'One JSON document, or one sample per line.' },
  { kind: 'upload', label: 'Upload a file', help: 'JSON, or one sample per line.' },
  { kind: 'events', label: 'Received events', help: 'What Iterable really sent.' },
  { kind: 'job', label: "A job's payload", help: 'The event that started a job.' },
];

/** The text of a file. @throws ApiFailure for one that is too large for a call */
export async function readSampleFile(file: File): Promise<string> {
  if (file.size > maxTextBytes) {
    throw new ApiFailure(
      {
        code: 'FILE_TOO_LARGE',
        message: `${file.name} has ${(file.size / 1e6).toFixed(1)} MB; samples of up to ${maxTextBytes / 1e6} MB are taken here.`,
        hint: 'Cut it down to some samples, or run `itc infer` on the whole file.',
      },
      null,
    );
  }
  return file.text();
}

interface SourceStepProps {
  draft: Draft;
  /** events that were learned of this trigger */
  learned: number;
  change: (part: Partial<Draft>) => void;
  /** a text came from a file or a job */
  onText: (text: string) => void;
  onNext: () => void;
  canGoOn: boolean;
}

/** First step: where the samples come from. */
export function SourceStep({ draft, learned, change, onText, onNext, canGoOn }: SourceStepProps) {
  const upload = useMutation({ mutationFn: readSampleFile, onSuccess: onText });
  const [fileName, setFileName] = useState<string | null>(null);
  const pick = (file: File | null): void => {
    if (file === null) return;
    setFileName(file.name);
    upload.mutate(file);
  };
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
      {draft.source === 'upload' ? (
        <Stack gap="xs">
          <Group gap="sm">
            <FileButton onChange={pick} accept=".json,.jsonl,.ndjson,.txt,application/json">
              {(props) => (
                <Button {...props} variant="default" leftSection={<UploadIcon />} loading={upload.isPending}>
                  Choose a file
                </Button>
              )}
            </FileButton>
            <Text size="sm" role="status">
              {upload.isSuccess ? `${fileName ?? ''} is read.` : ''}
            </Text>
          </Group>
          {upload.isError ? <DecodedError error={errorInfoOf(upload.error)} title="The file was not read" /> : null}
        </Stack>
      ) : null}
      {draft.source === 'events' ? <EventsChoice draft={draft} learned={learned} change={change} /> : null}
      {draft.source === 'job' ? <JobPayload onText={onText} hasText={draft.text !== ''} /> : null}
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
