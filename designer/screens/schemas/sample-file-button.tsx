import { Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { UploadIcon } from '@radix-ui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import type { Addition } from './draft.ts';
import { takeSampleFile } from './upload-samples.ts';

interface SampleFileButtonProps {
  label: string;
  onTake: (addition: Addition) => void;
}

/** Takes a file of samples; a large one with its progress. */
export function SampleFileButton({ label, onTake }: SampleFileButtonProps) {
  const [share, setShare] = useState(0);
  const upload = useMutation({
    mutationFn: (file: File) => takeSampleFile(file, setShare),
    onMutate: () => setShare(0),
    onSuccess: onTake,
  });
  const pick = (file: File | null): void => {
    if (file !== null) upload.mutate(file);
  };
  const percent = Math.round(share * 100);
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
        <Text size="sm" role="status">
          {upload.isSuccess
            ? `${upload.variables.name} is read.`
            : upload.isPending && percent > 0
              ? `${percent - (percent % 10)} % of ${upload.variables.name} read`
              : ''}
        </Text>
      </Group>
      {upload.isPending && percent > 0 ? (
        <Progress value={percent} aria-label={`Reading ${upload.variables.name}`} maw={320} />
      ) : null}
      {upload.isError ? <DecodedError error={errorInfoOf(upload.error)} title="The file was not read" /> : null}
    </Stack>
  );
}
