import { Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { UploadIcon } from '@radix-ui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import type { Addition } from './draft.ts';
import { takeSampleFile } from './upload-samples.ts';

interface SampleFileButtonProps {
  label: string;
  onTake: (addition: Addition) => void;
}

const isCancelled = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Takes a file of samples; a large one with its progress, until it is cancelled or the step is left. */
export function SampleFileButton({ label, onTake }: SampleFileButtonProps) {
  const [share, setShare] = useState(0);
  const stopping = useRef(new AbortController());
  useEffect(() => () => stopping.current.abort(), []);
  const upload = useMutation({
    mutationFn: (file: File) => takeSampleFile(file, setShare, stopping.current.signal),
    onMutate: () => {
      stopping.current = new AbortController();
      setShare(0);
    },
    onSuccess: onTake,
  });
  const pick = (file: File | null): void => {
    if (file !== null) upload.mutate(file);
  };
  const percent = Math.round(share * 100);
  const name = upload.variables?.name ?? '';
  const wasCancelled = upload.isError && isCancelled(upload.error);
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <FileButton onChange={pick} accept=".json,.jsonl,.ndjson,.txt,application/json">
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<UploadIcon />} loading={upload.isPending}>
              {label}
            </Button>
          )}
        </FileButton>
        {upload.isPending ? (
          <Button
            size="xs"
            variant="default"
            aria-label={`Cancel the upload of ${name}`}
            onClick={() => stopping.current.abort()}
          >
            Cancel
          </Button>
        ) : null}
        <Text size="sm" role="status">
          {upload.isSuccess
            ? `${name} is read.`
            : wasCancelled
              ? `Cancelled: nothing of ${name} is taken.`
              : upload.isPending
                ? `${percent - (percent % 10)} % of ${name} read`
                : ''}
        </Text>
      </Group>
      {upload.isPending ? <Progress value={percent} aria-label={`Reading ${name}`} maw={320} /> : null}
      {upload.isError && !wasCancelled ? (
        <DecodedError error={errorInfoOf(upload.error)} title="The file was not read" />
      ) : null}
    </Stack>
  );
}
