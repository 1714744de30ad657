import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { schemaPreviewCodeQuery, schemaVersionQuery } from '../../api/queries.ts';
import type { SchemaChange, SchemaPreview, TriggerSchema } from '../../api/types.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { DiffView } from '../../components/diff-view.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Section } from '../../components/section.tsx';
import { BrokenPills, changeSentence, SchemaChanges } from './schema-changes.tsx';
import { SchemaCode } from './schema-code.tsx';

interface ResultStepProps {
  place: { connection: string; triggerKey: string };
  known: TriggerSchema | null;
  preview: SchemaPreview;
  change: SchemaChange;
  onBack: () => void;
  onSaved: (version: number) => void;
}

/** Last step: the schema in all its forms, what it changes and breaks, and the save. */
export function ResultStep({ place, known, preview, change, onBack, onSaved }: ResultStepProps) {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/schemas/{connection}/{triggerKey}', { params: { path: place }, body: change })),
    onSuccess: async ({ version }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['schemas'] }),
        queries.invalidateQueries({ queryKey: ['drift'] }),
      ]);
      onSaved(version);
    },
  });
  const last = known?.versions[0]?.version ?? 0;
  const against = last === 0 ? 'what is known now' : `version ${last}`;
  return (
    <Stack gap="md">
      <Section title={`Version ${last + 1}`} help={`${changeSentence(preview.diff)}, against ${against}.`}>
        <Stack gap="md">
          <BrokenPills broken={preview.broken} />
          <SchemaChanges diff={preview.diff} />
          <Disclosure label="Compare line by line">
            <SchemaDiff place={place} version={last} fallback={known?.schema ?? {}} after={preview.schema} />
          </Disclosure>
          {save.isError ? <DecodedError error={errorInfoOf(save.error)} title="Not saved" /> : null}
          <Group>
            <Button variant="default" onClick={onBack}>
              Back
            </Button>
            <Button onClick={() => save.mutate()} loading={save.isPending}>
              Save version {last + 1}
            </Button>
            {preview.broken.length === 0 ? null : (
              <Text size="sm">The recipes named above fail until their pills are mapped anew.</Text>
            )}
          </Group>
        </Stack>
      </Section>
      <Section title="Use it" help="The same schema, as your tools take it.">
        <SchemaCode queryOf={(format) => schemaPreviewCodeQuery(place, change, format)} />
      </Section>
    </Stack>
  );
}

interface SchemaDiffProps {
  place: ResultStepProps['place'];
  /** 0 = none was saved */
  version: number;
  fallback: unknown;
  after: unknown;
}

const pretty = (schema: unknown): string => JSON.stringify(schema, null, 2);

function SchemaDiff({ place, version, fallback, after }: SchemaDiffProps) {
  const saved = useQuery({ ...schemaVersionQuery(place, version), enabled: version > 0 });
  if (version > 0 && saved.data === undefined)
    return saved.isError ? <DecodedError error={errorInfoOf(saved.error)} /> : null;
  return (
    <DiffView
      label="JSON Schema before and after"
      before={pretty(saved.data?.schema ?? fallback)}
      after={pretty(after)}
      language="json"
    />
  );
}
