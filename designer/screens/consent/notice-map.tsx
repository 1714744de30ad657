import { Button, Group, Stack, Text } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { noticesQuery, removeNotice, type ConsentNotice } from '../../api/consent-queries.ts';
import { picklistQuery } from '../../api/queries.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { EmptyState } from '../../components/states.tsx';
import { subscriptionKinds } from './consent-texts.ts';
import { NoticeDialog } from './notice-form.tsx';

type Kind = (typeof subscriptionKinds)[number];

/** Names of the ids where the account tells them, else the ids. */
function Names({ connection, ids, picklist }: { connection: string; ids: readonly number[] } & Pick<Kind, 'picklist'>) {
  const { data } = useQuery({ ...picklistQuery(picklist.name, connection, picklist.args), enabled: ids.length > 0 });
  if (ids.length === 0) return '–';
  const nameOf = (id: number): string => data?.items.find(({ value }) => Number(value) === id)?.label ?? String(id);
  return <span style={{ overflowWrap: 'anywhere' }}>{ids.map(nameOf).join(', ')}</span>;
}

/** Which notice stands for which subscriptions. */
export function NoticeMap({ connection }: { connection: string }) {
  const client = useQueryClient();
  const query = useQuery({ ...noticesQuery(connection), enabled: connection !== '' });
  const [edited, setEdited] = useState<ConsentNotice | 'new' | null>(null);
  const [removed, setRemoved] = useState<ConsentNotice | null>(null);
  const changed = (): void => {
    setEdited(null);
    setRemoved(null);
    void client.invalidateQueries({ queryKey: ['consent'] });
  };
  const remove = useMutation({
    mutationFn: (notice: ConsentNotice) => removeNotice(connection, notice.key),
    onSuccess: changed,
  });
  const columns: Column<ConsentNotice>[] = [
    {
      key: 'notice',
      title: 'Notice',
      render: ({ key, title }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {title === '' ? key : title}
          </Text>
          {title === '' ? null : (
            <Text size="xs" c="dimmed" className="itc-mono">
              {key}
            </Text>
          )}
        </Stack>
      ),
    },
    ...subscriptionKinds.map(({ field, label, picklist }) => ({
      key: field,
      title: label,
      render: (notice: ConsentNotice) => <Names connection={connection} ids={notice[field]} picklist={picklist} />,
    })),
    {
      key: 'change',
      title: 'Change',
      render: (notice) => (
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <Button
            size="xs"
            variant="default"
            aria-label={`Change the notice ${notice.key}`}
            onClick={() => setEdited(notice)}
          >
            Change…
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={`Remove the notice ${notice.key}`}
            onClick={() => setRemoved(notice)}
          >
            Remove…
          </Button>
        </Group>
      ),
    },
  ];
  const add = (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')} disabled={connection === ''}>
      Map a notice…
    </Button>
  );
  return (
    <Stack gap="md">
      {query.data === undefined || query.data.length === 0 ? null : <Group>{add}</Group>}
      <DataView
        what="notices"
        source={wholeRows(query)}
        columns={columns}
        idOf={({ key }) => key}
        empty={
          <EmptyState title="No notice is mapped" action={add}>
            A notice of your privacy system stands for channels, message types and lists of Iterable. A preference
            changes exactly what its notice stands for.
          </EmptyState>
        }
      />
      <NoticeDialog
        isOpen={edited !== null}
        connection={connection}
        notice={edited === 'new' ? null : edited}
        onClose={() => setEdited(null)}
        onDone={changed}
      />
      <ConfirmDialog
        isOpen={removed !== null}
        title={`Remove the notice ${removed?.key ?? ''}?`}
        confirmLabel="Remove"
        isDanger
        isBusy={remove.isPending}
        error={remove.error}
        onClose={() => setRemoved(null)}
        onConfirm={() => {
          if (removed !== null) remove.mutate(removed);
        }}
      >
        Changes that name it are refused from then on. Preferences of people stay, and nothing changes in Iterable.
      </ConfirmDialog>
    </Stack>
  );
}
