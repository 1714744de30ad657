import { Button, Group, Select, Text } from '@mantine/core';
import { DownloadIcon, PlusIcon, UploadIcon } from '@radix-ui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';

import { changeSuppression, suppressionPageQuery, type Suppression } from '../../api/send-queries.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ConnectionFilter } from '../../components/connection-filter.tsx';
import { DataView, pageRows, type Column } from '../../components/data-view.tsx';
import { PersonFilter, personOf } from '../../components/person-filter.tsx';
import { ImportDialog } from '../../components/import/import-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useCursor } from '../../components/use-cursor.ts';
import { useFilters } from '../../components/use-filters.ts';
import { AddDialog } from './add-dialog.tsx';
import { channelNames, reasonNames } from './suppression-names.ts';

const filterSchema = z.object({
  connection: z.optional(z.string()),
  channel: z.optional(z.enum(channelNames)),
  reason: z.optional(z.enum(reasonNames)),
});

const words = (name: string): string => name.replace('_', ' ');

/** Reasons with their scopes, such as "complaint (all)". */
const whyText = ({ marks }: Suppression): string =>
  Object.entries(marks)
    .flatMap(([scope, { isOn, reason }]) => (isOn ? [`${words(reason)} (${scope})`] : []))
    .join(', ');

/** Who must not be written to: list, add, lift, import and export. */
export function Component() {
  const filters = useFilters(filterSchema);
  const { cursor, pagerOf } = useCursor();
  const { current } = useCurrentConnection();
  const client = useQueryClient();
  const [person, setPerson] = useState<string>();
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const [lifted, setLifted] = useState<Suppression | null>(null);
  const { connection = current?.name ?? '', channel, reason } = filters.values;
  const page = useQuery({
    ...suppressionPageQuery({
      connection,
      ...personOf(person),
      ...(channel === undefined ? {} : { channel }),
      ...(reason === undefined ? {} : { reason }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
    enabled: connection !== '',
  });
  const changed = (): void => {
    setDialog(null);
    setLifted(null);
    void client.invalidateQueries({ queryKey: ['suppressions'] });
  };
  const lift = useMutation({
    mutationFn: ({ email, userId, channel: of }: Suppression) =>
      changeSuppression({
        connection,
        channel: of as (typeof channelNames)[number],
        lift: true,
        ...(email === null ? {} : { email }),
        ...(userId === null ? {} : { userId }),
      }),
    onSuccess: changed,
  });
  const columns: Column<Suppression>[] = [
    {
      key: 'person',
      title: 'Person',
      render: ({ email, userId }) => <span style={{ overflowWrap: 'anywhere' }}>{email ?? userId}</span>,
    },
    { key: 'channel', title: 'Channel', render: ({ channel: of }) => words(of) },
    { key: 'why', title: 'Why', render: whyText },
    { key: 'at', title: 'Since', render: ({ updatedAt }) => <TimeText at={updatedAt} /> },
    {
      key: 'lift',
      title: 'Take back',
      render: (suppression) => (
        <Button
          size="xs"
          variant="default"
          aria-label={`Lift the suppression of ${suppression.email ?? suppression.userId ?? ''}`}
          onClick={() => setLifted(suppression)}
        >
          Lift…
        </Button>
      ),
    },
  ];
  return (
    <Screen
      title="Suppressions"
      lead="People who unsubscribed, complained or whose mailbox is dead. Messages to them are stopped before they leave."
      actions={
        <>
          <Button variant="default" leftSection={<UploadIcon />} onClick={() => setDialog('import')}>
            Import…
          </Button>
          <Button
            component="a"
            href={`/api/v1/suppressions/export?connection=${encodeURIComponent(connection)}`}
            download
            variant="default"
            leftSection={<DownloadIcon />}
          >
            Export
          </Button>
          <Button leftSection={<PlusIcon />} onClick={() => setDialog('add')}>
            Add…
          </Button>
        </>
      }
    >
      <Group align="flex-end" gap="sm" className="itc-filters">
        <ConnectionFilter value={connection} onChange={(name) => filters.set({ connection: name })} />
        <PersonFilter value={person} onChange={setPerson} />
        <Select
          label="Channel"
          clearable
          data={channelNames.map((value) => ({ value, label: words(value) }))}
          value={channel ?? null}
          onChange={(value) => filters.set({ channel: (value ?? undefined) as typeof channel })}
        />
        <Select
          label="Reason"
          clearable
          data={reasonNames.map((value) => ({ value, label: words(value) }))}
          value={reason ?? null}
          onChange={(value) => filters.set({ reason: (value ?? undefined) as typeof reason })}
        />
      </Group>
      <DataView
        what="suppressions"
        source={pageRows(page, pagerOf)}
        columns={columns}
        idOf={({ id }) => id}
        empty={
          <EmptyState title="Nobody is suppressed">
            Unsubscribes, complaints and hard bounces that webhooks tell are kept here, and what you import.
          </EmptyState>
        }
      />
      <AddDialog isOpen={dialog === 'add'} connection={connection} onClose={() => setDialog(null)} onDone={changed} />
      <ImportDialog
        kind="import_suppressions"
        title="Import suppressions"
        description="With a header: email or user_id, and channel, reason, scopes and since where known."
        isOpen={dialog === 'import'}
        connection={connection}
        onClose={() => setDialog(null)}
        onDone={() => void client.invalidateQueries({ queryKey: ['suppressions'] })}
      />
      <ConfirmDialog
        isOpen={lifted !== null}
        title="Lift the suppression"
        confirmLabel="Lift"
        isBusy={lift.isPending}
        error={lift.error}
        onClose={() => setLifted(null)}
        onConfirm={() => {
          if (lifted !== null) lift.mutate(lifted);
        }}
      >
        <Text size="sm">
          {lifted?.email ?? lifted?.userId} can get {words(lifted?.channel ?? '')} messages again. It was suppressed
          because of: {lifted === null ? '' : whyText(lifted)}.
        </Text>
      </ConfirmDialog>
    </Screen>
  );
}
