import { Button, Group, NumberInput, Select, Stack, Switch, TagsInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';

import { errorInfoOf } from '../../api/api-failure.ts';
import { picklistQuery } from '../../api/queries.ts';
import { saveSendSettings, sendSettingsQuery, type SendSettings } from '../../api/send-queries.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { ConnectionFilter } from '../../components/connection-filter.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { drawChoices } from '../../fields/choices.ts';
import { useFilters } from '../../components/use-filters.ts';

const filterSchema = z.object({ connection: z.optional(z.string()) });

interface IdSelectProps {
  label: string;
  description: string;
  connection: string;
  picklist: { name: string; args: Record<string, string> };
  value: number | null;
  onChange: (id: number | null) => void;
}

/** An id chosen from the account; one that is set and not in the list (any more) stays as it is. */
function IdSelect({ label, description, connection, picklist, value, onChange }: IdSelectProps) {
  const { data } = useQuery(picklistQuery(picklist.name, connection, picklist.args));
  const known = drawChoices(data?.items ?? []);
  const isKnown = value === null || known.some((choice) => choice.value === String(value));
  const choices = isKnown ? known : [...known, { value: String(value), label: String(value) }];
  return (
    <Select
      label={label}
      description={description}
      clearable
      searchable
      data={choices}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
    />
  );
}

function SettingsForm({ connection, kept }: { connection: string; kept: SendSettings }) {
  const client = useQueryClient();
  const [settings, setSettings] = useState(kept);
  const change = (part: Partial<SendSettings>): void => setSettings((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => saveSendSettings(connection, settings),
    onSuccess: async (saved) => {
      setSettings(saved);
      await client.invalidateQueries({ queryKey: ['send-settings', connection] });
      notifications.show({ message: 'The settings are saved.' });
    },
  });
  const { testMode } = settings;
  const types = { name: 'message_types', args: {} };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <Section title="Message types" help="For messages that bring their own content.">
          <IdSelect
            label="Transactional"
            description="People cannot opt out of a transactional type: marketing messages need a confirmation to use it."
            connection={connection}
            picklist={types}
            value={settings.transactionalMessageTypeId}
            onChange={(id) => change({ transactionalMessageTypeId: id })}
          />
          <IdSelect
            label="Marketing"
            description="Of all marketing messages that name no other."
            connection={connection}
            picklist={types}
            value={settings.marketingMessageTypeId}
            onChange={(id) => change({ marketingMessageTypeId: id })}
          />
          <NumberInput
            label="Most contents"
            description="So many contents may get a template and a campaign of their own."
            min={1}
            max={100_000}
            allowDecimal={false}
            value={settings.maxContents}
            onChange={(most) => {
              if (typeof most === 'number') change({ maxContents: most });
            }}
          />
        </Section>
        <Section title="Test mode" help="Holds for every action that reaches people, single and in bulk.">
          <Switch
            label="Send to listed recipients only"
            checked={testMode.isOn}
            onChange={(event) => change({ testMode: { ...testMode, isOn: event.currentTarget.checked } })}
          />
          <TagsInput
            label="Recipients"
            description="Addresses, @example.com for everybody there, or user IDs. Enter adds one."
            value={testMode.recipients}
            onChange={(recipients) => change({ testMode: { ...testMode, recipients } })}
          />
        </Section>
        <Section title="Suppressions">
          <IdSelect
            label="List"
            description="Suppressed people are taken off this static list in Iterable; none: nobody is."
            connection={connection}
            picklist={{ name: 'lists', args: { type: 'Standard' } }}
            value={settings.suppressionListId}
            onChange={(id) => change({ suppressionListId: id })}
          />
        </Section>
        {save.error === null ? null : (
          <DecodedError error={errorInfoOf(save.error)} title="The settings were not saved" />
        )}
        <Group>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What a connection says about sending. */
export function SendSettingsTab() {
  const filters = useFilters(filterSchema);
  const { current } = useCurrentConnection();
  const connection = filters.values.connection ?? current?.name ?? '';
  const query = useQuery({ ...sendSettingsQuery(connection), enabled: connection !== '' });
  return (
    <Stack gap="md">
      <Group>
        <ConnectionFilter value={connection} onChange={(name) => filters.set({ connection: name })} />
      </Group>
      <QueryState query={query} what="the settings">
        {(kept) => <SettingsForm key={connection} connection={connection} kept={kept} />}
      </QueryState>
    </Stack>
  );
}
