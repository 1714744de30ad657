import { ActionIcon, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { Cross2Icon } from '@radix-ui/react-icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState, type ClipboardEvent } from 'react';

import { errorInfoOf, type ErrorInfo } from '../../api/api-failure.ts';
import type { SchemaPreview } from '../../api/types.ts';
import { CodeEditor } from '../../components/code-editor.tsx';
import type { CodePlace } from '../../components/code-editor-props.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import type { Addition, Draft, SampleFile } from './draft.ts';
import { maskText } from './mask-personal.ts';
import { RepairOffer, type Repair } from './repair-offer.tsx';
import { SampleFileButton } from './sample-file-button.tsx';

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

interface SampleTextProps {
  draft: Draft;
  preview: UseQueryResult<SchemaPreview>;
  /** names whose values are personal data */
  personal: ReadonlySet<string>;
  change: (part: Partial<Draft>) => void;
  onAdd: (addition: Addition) => void;
}

/** Samples as text and as files, with what is wrong in them. What was brought from elsewhere is masked until a person wants to see it. */
export function SampleText({ draft, preview, personal, change, onAdd }: SampleTextProps) {
  const [place, setPlace] = useState<CodePlace | null>(null);
  const [isMasked, setMasked] = useState(() => draft.text.trim() !== '');
  const error = preview.isError ? errorInfoOf(preview.error) : null;
  const fault = useMemo(
    () => (preview.isError ? faultOf(errorInfoOf(preview.error)) : null),
    [preview.isError, preview.error],
  );
  const problems = useMemo(
    () => (fault === null || error === null ? [] : [{ ...fault, message: error.message }]),
    [fault, error?.message],
  );
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/plain');
    const isWhole = /^\s*[[{]/.test(pasted) && draft.text.trim() !== '';
    // who has marked a part wants that replaced
    if (!isWhole || document.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    event.stopPropagation();
    onAdd({ text: pasted });
  };
  const shown = isMasked ? { value: maskText(draft.text, personal) } : { value: draft.text };
  const edited = isMasked ? {} : { onChange: (text: string) => change({ text }) };
  return (
    <Stack gap="sm">
      <SampleFiles
        files={draft.files}
        onRemove={(id) => change({ files: draft.files.filter((one) => one.id !== id) })}
      />
      <div onPasteCapture={onPaste}>
        <CodeEditor
          key={String(isMasked)}
          label={isMasked ? 'Sample payloads, masked' : 'Sample payloads'}
          {...shown}
          {...edited}
          language="json"
          problems={problems}
          minHeight={220}
          goTo={place}
        />
      </div>
      <Switch
        label="Mask personal data"
        description="Addresses, telephone numbers, names and the like. Switch it off to edit."
        checked={isMasked}
        disabled={draft.text.trim() === ''}
        onChange={(event) => setMasked(event.currentTarget.checked)}
      />
      <Group gap="xs" align="flex-start">
        <SampleFileButton label="Add from a file" onTake={onAdd} />
        {draft.text === '' ? null : (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              change({ text: '' });
              setMasked(false);
            }}
          >
            Clear
          </Button>
        )}
      </Group>
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
                  onClick={() => {
                    setMasked(false);
                    setPlace({ line: fault.line, column: fault.column });
                  }}
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

/** The files that the server has read. */
function SampleFiles({ files, onRemove }: { files: readonly SampleFile[]; onRemove: (id: string) => void }) {
  if (files.length === 0) return null;
  return (
    <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Files of samples">
      {files.map(({ id, name, bytes, samples }) => (
        <Group component="li" key={id} justify="space-between" wrap="nowrap" className="itc-card" p="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {name}: {samples.toLocaleString()} {samples === 1 ? 'sample' : 'samples'}, {(bytes / 1e6).toFixed(1)} MB
          </Text>
          <ActionIcon aria-label={`Remove ${name}`} onClick={() => onRemove(id)}>
            <Cross2Icon />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}
