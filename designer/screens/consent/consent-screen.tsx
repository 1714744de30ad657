import { Button, Group } from '@mantine/core';
import { DownloadIcon, UploadIcon } from '@radix-ui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';

import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { ConnectionFilter } from '../../components/connection-filter.tsx';
import { ImportDialog } from '../../components/import/import-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useFilters } from '../../components/use-filters.ts';
import { DriftReport } from './drift-report.tsx';
import { NoticeMap } from './notice-map.tsx';
import { PersonConsent } from './person-consent.tsx';

const filterSchema = z.object({ connection: z.optional(z.string()) });

/** Privacy notices and the subscriptions they stand for, and what people prefer. */
export function Component() {
  const filters = useFilters(filterSchema);
  const { current } = useCurrentConnection();
  const client = useQueryClient();
  const [isImporting, setImporting] = useState(false);
  const connection = filters.values.connection ?? current?.name ?? '';
  const part = { connection };
  return (
    <Screen
      title="Consent"
      lead="Notices of your privacy system, the subscriptions in Iterable that they stand for, and what people prefer."
      actions={
        connection === '' ? undefined : (
          <>
            <Button variant="default" leftSection={<UploadIcon />} onClick={() => setImporting(true)}>
              Import…
            </Button>
            <Button
              component="a"
              href={`/api/v1/consent/${encodeURIComponent(connection)}/export`}
              download
              variant="default"
              leftSection={<DownloadIcon />}
            >
              Export
            </Button>
          </>
        )
      }
    >
      {connection === '' ? (
        <EmptyState title="No connection">Add a connection first.</EmptyState>
      ) : (
        <>
          <Group>
            <ConnectionFilter value={connection} onChange={(name) => filters.set({ connection: name })} />
          </Group>
          <ScreenTabs
            key={connection}
            label="Parts of consent"
            tabs={[
              { value: 'notices', label: 'Notices', content: <NoticeMap {...part} /> },
              { value: 'person', label: 'Person', content: <PersonConsent {...part} /> },
              { value: 'drift', label: 'Differences', content: <DriftReport {...part} /> },
            ]}
          />
          <ImportDialog
            kind="import_preferences"
            title="Import preferences"
            description="With a header: email or user_id, notice, preference (opt_in or opt_out), and changed_at where known."
            isOpen={isImporting}
            connection={connection}
            onClose={() => setImporting(false)}
            onDone={() => void client.invalidateQueries({ queryKey: ['consent'] })}
          />
        </>
      )}
    </Screen>
  );
}
