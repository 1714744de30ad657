import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { putNotice, type ConsentNotice } from '../../api/consent-queries.ts';
import { picklistQuery } from '../../api/queries.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { drawChoices } from '../../fields/choices.ts';
import { subscriptionKinds } from './consent-texts.ts';

interface IdsSelectProps {
  label: string;
  description?: string;
  connection: string;
  picklist: { name: string; args: Record<string, string> };
  value: readonly number[];
  onChange: (ids: number[]) => void;
}

/** Ids chosen from the account; those that are set and not in the list (any more) stay as they are. */
function IdsSelect({ connection, picklist, value, onChange, ...texts }: IdsSelectProps) {
  const { data, error } = useQuery(picklistQuery(picklist.name, connection, picklist.args));
  const known = drawChoices(data?.items ?? []);
  const missing = value
    .map(String)
    .filter((id) => !known.some((choice) => choice.value === id))
    .map((id) => ({ value: id, label: id }));
  return (
    <MultiSelect
      {...texts}
      searchable
      clearable
      error={error === null ? undefined : `The list could not be loaded: ${errorInfoOf(error).message}`}
      nothingFoundMessage="Nothing of that name"
      data={[...known, ...missing]}
      value={value.map(String)}
      onChange={(chosen) => onChange(chosen.map(Number))}
    />
  );
}

const emptyNotice: ConsentNotice = {
  key: '',
  title: '',
  channelIds: [],
  messageTypeIds: [],
  optInMessageTypeIds: [],
  listIds: [],
};

interface NoticeFormProps {
  connection: string;
  /** null makes a new one */
  notice: ConsentNotice | null;
  onClose: () => void;
  onDone: () => void;
}

/** One notice with the subscriptions that it stands for. What was entered stays when it fails. */
export function NoticeForm({ connection, notice, onClose, onDone }: NoticeFormProps) {
  const [draft, setDraft] = useState(notice ?? emptyNotice);
  const change = (part: Partial<ConsentNotice>): void => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({ mutationFn: () => putNotice(connection, draft), onSuccess: onDone });
  const isEmpty = subscriptionKinds.every(({ field }) => draft[field].length === 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Key"
          description="As the privacy system names the notice."
          required
          autoComplete="off"
          maxLength={100}
          disabled={notice !== null}
          value={draft.key}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
        <TextInput
          label="Title"
          autoComplete="off"
          maxLength={200}
          value={draft.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        {subscriptionKinds.map(({ field, label, picklist }) => (
          <IdsSelect
            key={field}
            label={label}
            {...(field === 'optInMessageTypeIds' ? { description: 'Those whose policy in Iterable is opt-in.' } : {})}
            connection={connection}
            picklist={picklist}
            value={draft[field]}
            onChange={(ids) => change({ [field]: ids })}
          />
        ))}
        {save.error === null ? null : <DecodedError error={errorInfoOf(save.error)} title="The notice was not saved" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={isEmpty || draft.key.trim() === ''}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The form in its dialog; begins anew each time it opens. */
export function NoticeDialog({ isOpen, ...props }: NoticeFormProps & { isOpen: boolean }) {
  return (
    <Modal
      opened={isOpen}
      onClose={props.onClose}
      title={props.notice === null ? 'Map a notice' : `Map ${props.notice.key}`}
      size="lg"
    >
      <NoticeForm {...props} />
    </Modal>
  );
}
