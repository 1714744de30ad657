import { Alert, Button, FileInput, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { taskQuery } from '../../api/history-queries.ts';
import { startImport, uploadRows, type ImportKind } from '../../api/import-queries.ts';
import { isTaskOver, taskNote, TaskProgress } from '../bulk/task-progress.tsx';
import { useTaskVerbs } from '../bulk/use-task-verbs.ts';
import { DecodedError } from '../decoded-error.tsx';
import { ImportFaults } from './import-report.tsx';

interface ImportDialogProps {
  kind: ImportKind;
  title: string;
  /** the columns of the file */
  description: string;
  isOpen: boolean;
  connection: string;
  onClose: () => void;
  onDone: () => void;
}

const refreshMs = 500;

/** Takes a CSV file: first what it would do, then the same for good. Both go on in the background when the dialog is closed. */
export function ImportDialog({ kind, title, description, isOpen, connection, onClose, onDone }: ImportDialogProps) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [sentShare, setSentShare] = useState(0);
  const [upload, setUpload] = useState<string | null>(null);
  const begin = useMutation({
    mutationFn: async (order: { chosen: File; isDry: boolean }) => {
      const { chosen, isDry } = order;
      const id = upload !== null && !isDry ? upload : await uploadRows(chosen, setSentShare);
      setUpload(id);
      return { isDry, task: await startImport(kind, connection, { file: id, isDry }) };
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tasks', 'newest'] }),
  });
  const started = begin.data;
  const { data: current } = useQuery({
    ...taskQuery(started?.task.id ?? ''),
    enabled: isOpen && started !== undefined,
    refetchInterval: ({ state }) => (state.data !== undefined && isTaskOver(state.data) ? false : refreshMs),
  });
  const { cancel } = useTaskVerbs(started?.task.id ?? '');
  const task = started === undefined ? undefined : (current ?? started.task);
  const isOver = task !== undefined && isTaskOver(task);
  const isTaken = isOver && started?.isDry === false;
  useEffect(() => {
    if (isTaken) onDone();
    // told once, when it is taken
  }, [isTaken]);

  const choose = (chosen: File | null): void => {
    setFile(chosen);
    setUpload(null);
    setSentShare(0);
    begin.reset();
    if (chosen !== null) begin.mutate({ chosen, isDry: true });
  };
  const close = (): void => {
    // nobody waits for the result of a trial that nobody looks at
    if (task !== undefined && !isOver && started?.isDry === true) cancel.mutate();
    setFile(null);
    setUpload(null);
    begin.reset();
    onClose();
  };
  const changes = Object.entries(task?.result?.counts ?? {}).some(
    ([word, rows]) => ['applied', 'added', 'changed'].includes(word) && rows > 0,
  );
  return (
    <Modal opened={isOpen} onClose={close} title={title}>
      <Stack gap="md">
        <FileInput
          label="CSV file"
          description={description}
          placeholder="Choose a file"
          accept=".csv,text/csv"
          value={file}
          onChange={choose}
          disabled={started?.isDry === false && !isOver}
        />
        {begin.isPending ? (
          <Stack gap={4} role="status">
            <Text size="sm">Sending the file</Text>
            <Progress value={sentShare * 100} aria-label="Sending the file" />
          </Stack>
        ) : null}
        {task === undefined ? null : (
          <Alert
            color={(task.result?.failed ?? 0) === 0 ? 'blue' : 'yellow'}
            title={started?.isDry === true ? 'Dry run: nothing is changed' : 'Import'}
            role="status"
          >
            <Stack gap="xs">
              <TaskProgress task={task} />
              {started?.isDry === true && isOver ? null : <Text size="sm">{taskNote(task)}</Text>}
              {isOver ? <ImportFaults task={task} /> : null}
            </Stack>
          </Alert>
        )}
        {task === undefined || task.error === null ? null : (
          <DecodedError error={task.error} title="The file was not taken" />
        )}
        {begin.error === null ? null : <DecodedError error={errorInfoOf(begin.error)} title="The file was not taken" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {isTaken ? 'Done' : started?.isDry === false ? 'Close; it goes on' : 'Cancel'}
          </Button>
          {started?.isDry === false ? null : (
            <Button
              disabled={file === null || !isOver || task.status !== 'done' || !changes}
              loading={begin.isPending || (task !== undefined && !isOver)}
              onClick={() => {
                if (file !== null) begin.mutate({ chosen: file, isDry: false });
              }}
            >
              Import
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
