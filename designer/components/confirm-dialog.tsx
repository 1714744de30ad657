import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';

import { errorInfoOf } from '../api/api-failure.ts';
import { DecodedError } from './decoded-error.tsx';
import { TypeToConfirm } from './type-to-confirm.tsx';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** what will happen, with numbers */
  children: ReactNode;
  /** the verb: "Remove connection" */
  confirmLabel: string;
  /** the way out, where "Cancel" could be taken for the verb */
  closeLabel?: string;
  isDanger?: boolean;
  /** a word to type first, for what cannot be undone */
  typeToConfirm?: string;
  isBusy?: boolean;
  /** what is asked for in the dialog is not there yet */
  isBlocked?: boolean;
  /** keeps the dialog open and is shown in it */
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot simply be taken back. The parent closes it when the work is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    isOpen,
    title,
    children,
    confirmLabel,
    closeLabel = 'Cancel',
    isDanger = false,
    typeToConfirm,
    isBusy = false,
    isBlocked = false,
    error,
  } = props;
  const [typed, setTyped] = useState('');
  const close = (): void => {
    setTyped('');
    props.onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={title} closeOnClickOutside={!isBusy}>
      <Stack gap="md">
        <Text size="sm" component="div">
          {children}
        </Text>
        {typeToConfirm === undefined ? null : <TypeToConfirm word={typeToConfirm} typed={typed} onType={setTyped} />}
        {error === undefined || error === null ? null : <DecodedError error={errorInfoOf(error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={isBusy}>
            {closeLabel}
          </Button>
          <Button
            color={isDanger ? 'red.8' : undefined}
            onClick={props.onConfirm}
            loading={isBusy}
            disabled={isBlocked || (typeToConfirm !== undefined && typed !== typeToConfirm)}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
