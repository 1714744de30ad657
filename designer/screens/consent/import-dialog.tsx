import { Alert, Button, FileInput, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { importConsent, type ConsentImport } from '../../api/consent-queries.ts';
import { DecodedError } from '../../components/decoded-error.tsx';

const mostFaults = 10;

function Report({ dryRun, rows, applied, late, repeated, failed, faults }: ConsentImport) {
  return (
    <Alert color={failed === 0 ? 'blue' : 'yellow'} title={`${String(rows)} rows`} role="status">
      <Text size="sm">
        {dryRun ? 'Dry run: ' : ''}
        {applied} change a preference, {late} are older than what stands, {repeated} are as before, {failed} fail.
      </Text>
      {faults.length === 0 ? null : (
        <List size="sm" mt="xs">
          {faults.slice(0, mostFaults).map(({ row, message, code }) => (
            <List.Item key={row}>
              Row {row}: {message} ({code})
            </List.Item>
          ))}
        </List>
      )}
      {faults.length > mostFaults ? <Text size="sm">And {faults.length - mostFaults} more.</Text> : null}
    </Alert>
  );
}

interface ImportDialogProps {
  isOpen: boolean;
  connection: string;
  onClose: () => void;
  onDone: () => void;
}

/** Takes preferences from a CSV file: first what it would do, then the same for good. */
export function ImportDialog({ isOpen, connection, onClose, onDone }: ImportDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const trial = useMutation({ mutationFn: (chosen: File) => importConsent(connection, chosen, true) });
  const take = useMutation({
    mutationFn: (chosen: File) => importConsent(connection, chosen, false),
    onSuccess: onDone,
  });
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    trial.reset();
    take.reset();
    if (chosen !== null) trial.mutate(chosen);
  };
  const close = (): void => {
    choose(null);
    onClose();
  };
  const report = take.data ?? trial.data;
  const failure = trial.error ?? take.error;
  return (
    <Modal opened={isOpen} onClose={close} title="Import preferences">
      <Stack gap="md">
        <FileInput
          label="CSV file"
          description="With a header: email or user_id, notice, preference (opt_in or opt_out), and changed_at where known."
          placeholder="Choose a file"
          accept=".csv,text/csv"
          value={file}
          onChange={choose}
        />
        {report === undefined ? null : <Report {...report} />}
        {failure === null ? null : <DecodedError error={errorInfoOf(failure)} title="The file was not taken" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {take.data === undefined ? 'Cancel' : 'Done'}
          </Button>
          {take.data === undefined ? (
            <Button
              disabled={file === null || trial.data === undefined || trial.data.applied === 0}
              loading={take.isPending || trial.isPending}
              onClick={() => {
                if (file !== null) take.mutate(file);
              }}
            >
              Import
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
}
