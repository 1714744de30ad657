import { Button, Checkbox, Code, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { alertsQuery } from '../../api/queries.ts';
import type { Alerts } from '../../api/types.ts';
import { usePermission } from '../../app/use-permission.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { TimeText } from '../../components/time-text.tsx';

type Cause = Alerts['causes'][number];
const causes: readonly { value: Cause; label: string }[] = [
  { value: 'failed', label: 'Jobs that failed' },
  { value: 'held', label: 'Jobs that are held until a person decides' },
];
const labelOf = (cause: Cause): string => causes.find(({ value }) => value === cause)?.label ?? cause;

/** Where failed and held jobs are told, a test of it, and a new address. */
export function AlertSettings() {
  const query = useQuery(alertsQuery);
  const queries = useQueryClient();
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: alertsQuery.queryKey });
  const [isAsking, setAsking] = useState(false);
  const mayManage = usePermission('server.manage');
  const test = useMutation({ mutationFn: () => answerOf(api.POST('/alerts/test')), onSettled: again });
  const off = useMutation({
    mutationFn: () => answerOf(api.DELETE('/alerts')),
    onSuccess: async () => {
      setAsking(false);
      test.reset();
      await again();
    },
  });
  return (
    <Section
      title="Alerts"
      help="Failed and held jobs are told to a chat, or to any system that takes signed webhooks. The first of a kind at once, those that follow as a number every 15 minutes."
    >
      <QueryState query={query} what="the alerts">
        {(alerts) => (
          <Stack gap="md" maw={640}>
            {alerts === null ? (
              <Text size="sm">Nobody is told yet: a failed job shows on the Overview and in the metrics alone.</Text>
            ) : (
              <>
                <FactList
                  facts={[
                    ['Told at', <Code>{alerts.origin}</Code>],
                    ['About', alerts.causes.map(labelOf).join('; ')],
                    ['Last message', <LastMessage last={alerts.last} />],
                  ]}
                />
                {test.isSuccess ? (
                  <Text size="sm" role="status">
                    The test message was taken.
                  </Text>
                ) : null}
                {test.error === null ? null : (
                  <DecodedError title="The test message was not taken" error={errorInfoOf(test.error)} />
                )}
                <Group hidden={!mayManage}>
                  <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                    Send a test
                  </Button>
                  <Button variant="default" onClick={() => setAsking(true)}>
                    Tell nobody
                  </Button>
                </Group>
              </>
            )}
            {mayManage ? <AddressForm isFirst={alerts === null} onKept={again} /> : null}
          </Stack>
        )}
      </QueryState>
      <ConfirmDialog
        isOpen={isAsking}
        title="Tell nobody of failed jobs?"
        confirmLabel="Tell nobody"
        isDanger
        isBusy={off.isPending}
        error={off.error}
        onConfirm={() => off.mutate()}
        onClose={() => setAsking(false)}
      >
        The address and the secret are forgotten. To be told again you need the address anew.
      </ConfirmDialog>
    </Section>
  );
}

function LastMessage({ last }: Pick<Alerts, 'last'>) {
  if (last === null) return 'none since the server started';
  return (
    <>
      <TimeText at={last.at} as="age" />
      {last.error === null ? ', taken' : `: ${last.error}`}
    </>
  );
}

function AddressForm({ isFirst, onKept }: { isFirst: boolean; onKept: () => Promise<void> }) {
  const [url, setUrl] = useState('');
  const [chosen, setChosen] = useState<Cause[]>(causes.map(({ value }) => value));
  const keep = useMutation({
    mutationFn: () => answerOf(api.POST('/alerts', { body: { url: url.trim(), causes: chosen } })),
    // shown on this page only, and gone with it
    gcTime: 0,
    onSuccess: async () => {
      setUrl('');
      await onKept();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <Stack gap="sm" align="stretch">
        <PasswordInput
          label={isFirst ? 'Address' : 'Another address'}
          description="Begins with https://, such as the incoming webhook of a Slack channel. Encrypted at rest and never shown again."
          required
          autoComplete="off"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the address', tabIndex: 0, 'aria-hidden': false }}
        />
        <Checkbox.Group
          label="Tell of"
          value={chosen}
          onChange={(values) => setChosen(causes.map(({ value }) => value).filter((value) => values.includes(value)))}
        >
          <Stack gap="xs" mt="xs">
            {causes.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
        {keep.error === null ? null : <DecodedError title="The address was not kept" error={errorInfoOf(keep.error)} />}
        {keep.data === undefined ? null : (
          <ShownOnce title="The secret of the signatures, shown this once" label="Secret" value={keep.data.secret}>
            Messages are signed with it (Standard Webhooks). A chat does not need it; a system of your own checks them
            with it.
          </ShownOnce>
        )}
        <Group>
          <Button type="submit" loading={keep.isPending} disabled={url.trim() === '' || chosen.length === 0}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
