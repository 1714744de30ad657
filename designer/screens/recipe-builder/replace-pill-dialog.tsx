import { Autocomplete, Code, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useBuilder } from './builder-context.ts';
import { findPills } from './pill-tree.ts';
import { replacePill } from './replace-pill.ts';

const mostOffered = 200;

interface ReplacePillDialogProps {
  pill: string;
  proposal: string;
  onClose: () => void;
}

/** Puts another field in the place of one that is gone, wherever the recipe reads it. */
export function ReplacePillDialog({ pill, proposal, onClose }: ReplacePillDialogProps) {
  const { document, change, sources } = useBuilder();
  const [to, setTo] = useState(proposal);
  const wanted = to.trim();
  const { document: replaced, count } = replacePill(document, pill, wanted);
  return (
    <ConfirmDialog
      isOpen
      title="Replace this field everywhere?"
      confirmLabel={`Replace in ${count} ${count === 1 ? 'place' : 'places'}`}
      isBlocked={wanted === '' || wanted === pill || count === 0}
      onConfirm={() => {
        change(replaced);
        onClose();
      }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">
          The recipe reads <Code>{pill}</Code> in {count} {count === 1 ? 'place' : 'places'}.
        </Text>
        <Autocomplete
          label="Field to read instead"
          data={[...new Set(findPills(sources, '', mostOffered).map((line) => line.pill))]}
          limit={20}
          value={to}
          onChange={setTo}
        />
      </Stack>
    </ConfirmDialog>
  );
}
