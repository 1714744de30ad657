import { Button, FileInput, Group, NativeSelect, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { actionsQuery } from '../../api/queries.ts';
import { ConnectionFilter } from '../../components/connection-filter.tsx';
import { Section } from '../../components/section.tsx';
import { FieldContext } from '../../fields/field-context.ts';
import { FieldForm } from '../../fields/field-form.tsx';
import { FieldRenderer } from '../../fields/field-renderer.tsx';
import type { FieldSpec } from '../../fields/field-spec.ts';
import { hasAudience, type Draft, type SourceKind } from './draft.ts';

const sources: { kind: SourceKind; label: string; help: string }[] = [
  { kind: 'file', label: 'A file', help: 'CSV with a header, JSON lines or a JSON array, of any size.' },
  { kind: 'paste', label: 'Pasted rows', help: 'The same as text.' },
  { kind: 'list', label: 'A list of Iterable', help: 'Everybody on it, of any size.' },
  { kind: 'events', label: 'What Iterable exports', help: 'Profiles or events of one kind: a row for each.' },
];
const delimiters = [
  { value: '', label: 'Find out' },
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Vertical bar' },
];

interface AudienceStepProps {
  draft: Draft;
  specs: { list: FieldSpec | undefined; events: FieldSpec | undefined };
  isBusy: boolean;
  /** of an upload, from 0 to 1 */
  share: number;
  change: (part: Partial<Draft>) => void;
  onNext: () => void;
}

/** First step: the project, what is done with each person, and who they are. */
export function AudienceStep({ draft, specs, isBusy, share, change, onNext }: AudienceStepProps) {
  const { data: actions = [] } = useQuery(actionsQuery);
  const { connection, source } = draft;
  return (
    <Section title="Who is written, and where?">
      <Group align="flex-end" gap="sm">
        <ConnectionFilter value={connection} onChange={(name) => change({ connection: name })} />
        <Select
          label="Action"
          allowDeselect={false}
          searchable
          flex="0 1 340px"
          data={actions.filter(({ isBulk }) => isBulk).map(({ name, title }) => ({ value: name, label: title }))}
          value={draft.action}
          onChange={(action) => {
            if (action !== null) change({ action });
          }}
        />
      </Group>
      <Radio.Group
        label="Audience"
        value={source}
        onChange={(value) => change({ source: sources.find(({ kind }) => kind === value)?.kind ?? 'file' })}
      >
        <Stack gap="xs" mt={4}>
          {sources.map(({ kind, label, help }) => (
            <Radio key={kind} value={kind} label={label} description={help} />
          ))}
        </Stack>
      </Radio.Group>
      {source === 'file' ? (
        <FileInput
          label="File"
          placeholder="Choose a file"
          accept=".csv,.json,.ndjson,.jsonl,.txt,text/csv,application/json"
          clearable
          maw={420}
          value={draft.file}
          onChange={(file) => change({ file })}
        />
      ) : null}
      {source === 'paste' ? (
        <Textarea
          label="Rows"
          description="The first line of a CSV names the columns."
          placeholder={'email,variant\nada@example.com,b'}
          autosize
          minRows={4}
          maxRows={14}
          classNames={{ input: 'itc-mono' }}
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      ) : null}
      {source === 'file' || source === 'paste' ? (
        <NativeSelect
          label="Between the cells of a CSV"
          maw={240}
          data={delimiters}
          value={draft.delimiter}
          onChange={(event) => change({ delimiter: event.currentTarget.value })}
        />
      ) : null}
      <FieldContext value={{ connection, modes: ['text', 'list'], errors: {} }}>
        {source === 'list' && specs.list !== undefined ? (
          <FieldRenderer spec={specs.list} value={draft.list} onChange={(list) => change({ list })} path="list" />
        ) : null}
        {source === 'events' && specs.events !== undefined ? (
          <FieldForm
            specs={specs.events.fields ?? []}
            values={draft.events}
            onChange={(events) => change({ events })}
            path="export"
          />
        ) : null}
      </FieldContext>
      <Group>
        <Button onClick={onNext} loading={isBusy} disabled={!hasAudience(draft, specs.list)}>
          Next: fields
        </Button>
        <Text size="sm" role="status">
          {isBusy && share > 0 ? `${Math.round(share * 100)} % uploaded` : ''}
        </Text>
      </Group>
    </Section>
  );
}
