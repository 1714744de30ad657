import { Alert, Button, FileInput, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { importSuppressions, type ImportCount } from '../../api/send-queries.ts';
import { DecodedError } from '../../components/decoded-error.tsx';

interface ImportDialogProps {
  isOpen: boolean;
  connection: string;
  onClose: () => void;
  onDone: () => void;
}

function Count({ count }: { count: ImportCount }) {
  return (
    <Alert color={count.faulty === 0 ? 'blue' : 'yellow'} title={`${String(count.rows)} rows`} role="status">
      <Text size="sm">
        {count.added} new, {count.changed} changed, {count.unchanged} as before, {count.faulty} not readable.
      </Text>
      {count.faults.length === 0 ? null : (
        <List size="sm" mt="xs">
          {count.faults.slice(0, 10).map(({ row, reason }) => (
            <List.Item key={row}>
              Row {row}: {reason}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

/** Takes suppressions from a CSV file: first what it would do, then the same for good. */
export function ImportDialog({ isOpen, connection, onClose, onDone }: ImportDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const trial = useMutation({ mutationFn: (chosen: File) => importSuppressions(connection, chosen, true) });
  const take = useMutation({
    mutationFn: (chosen: File) => importSuppressions(connection, chosen, false),
    onSuccess: () => {
      setFile(null);
      trial.reset();
      onDone();
    },
  });
  const failure = trial.error ?? take.error;
  return (
    <Modal opened={isOpen} onClose={onClose} title="Import suppressions">
      <Stack gap="md">
        <FileInput
          label="CSV file"
          description="With a header: email or user_id, and channel, reason, scopes and since where known."
          placeholder="Choose a file"
          accept=".csv,text/csv"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            trial.reset();
            take.reset();
            if (chosen !== null) trial.mutate(chosen);
          }}
        />
        {trial.data === undefined ? null : <Count count={trial.data} />}
        {failure === null ? null : <DecodedError error={errorInfoOf(failure)} title="The file was not taken" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={file === null || trial.data === undefined || trial.data.added + trial.data.changed === 0}
            loading={take.isPending || trial.isPending}
            onClick={() => {
              if (file !== null) take.mutate(file);
            }}
          >
            Import
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
