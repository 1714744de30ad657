import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { changeSuppression } from '../../api/send-queries.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { personOf } from '../../components/person-filter.tsx';
import { channelNames } from './suppression-names.ts';

interface AddDialogProps {
  isOpen: boolean;
  connection: string;
  onClose: () => void;
  onDone: () => void;
}

/** Suppresses one person by hand. What was typed stays when it fails. */
export function AddDialog({ isOpen, connection, onClose, onDone }: AddDialogProps) {
  const [person, setPerson] = useState('');
  const [channel, setChannel] = useState<(typeof channelNames)[number]>('email');
  const add = useMutation({
    mutationFn: () => changeSuppression({ connection, channel, lift: false, ...personOf(person.trim()) }),
    onSuccess: () => {
      setPerson('');
      onDone();
    },
  });
  return (
    <Modal opened={isOpen} onClose={onClose} title="Suppress a person">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Person"
            placeholder="Address or user ID"
            required
            autoComplete="off"
            value={person}
            onChange={(event) => setPerson(event.currentTarget.value)}
          />
          <Select
            label="Channel"
            allowDeselect={false}
            data={channelNames.map((value) => ({ value, label: value.replace('_', ' ') }))}
            value={channel}
            onChange={(value) => {
              if (value !== null) setChannel(value as typeof channel);
            }}
          />
          {add.error === null ? null : <DecodedError error={errorInfoOf(add.error)} title="Nobody was suppressed" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Suppress
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
