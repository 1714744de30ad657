import { Button, Group, Stack } from '@mantine/core';

import type { FieldEdit, SchemaPreview } from '../../api/types.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Section } from '../../components/section.tsx';
import { AddField } from './add-field.tsx';
import { ConflictList } from './conflict-list.tsx';
import { fieldRows } from './field-rows.ts';
import { FieldTree } from './field-tree.tsx';

interface FieldsStepProps {
  preview: SchemaPreview;
  /** decisions in force, those of this wizard included */
  edits: readonly FieldEdit[];
  onEdit: (edit: FieldEdit) => void;
  /** a link led to this one */
  field: string | null;
  onBack: () => void;
  onNext: () => void;
}

/** Third step: the fields, with what a person decides about them. Decisions go over what the samples say. */
export function FieldsStep({ preview, edits, onEdit, field, onBack, onNext }: FieldsStepProps) {
  const rows = fieldRows(preview.schema, preview.fields, edits, preview.manual);
  return (
    <Section title="Fields" help="What you set by hand wins over samples, now and later, and is marked.">
      <Stack gap="md">
        <ConflictList conflicts={preview.conflicts} edits={edits} onEdit={onEdit} />
        <FieldTree rows={rows} label="Fields of the payload" onEdit={onEdit} wantedAtFirst={field ?? ''} />
        <Disclosure label="Declare a field" isOpenAtFirst={rows.length === 0}>
          <AddField rows={rows} onAdd={onEdit} />
        </Disclosure>
        <Group>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button onClick={onNext}>Next</Button>
        </Group>
      </Stack>
    </Section>
  );
}
