import type { ConsentEntry, ConsentNotice } from '../../api/consent-queries.ts';
import type { Status } from '../../components/status-badge.tsx';

type Preference = NonNullable<ConsentEntry['preference']>;

export const preferenceTexts: Record<Preference, { label: string; status: Status }> = {
  opt_in: { label: 'Yes', status: 'on' },
  opt_out: { label: 'No', status: 'off' },
};

/** The kinds of subscriptions that a notice stands for, each with its field and the list of Iterable that it is chosen from. */
export const subscriptionKinds = [
  { kind: 'channel', field: 'channelIds', label: 'Channels', picklist: { name: 'channels', args: {} } },
  {
    kind: 'messageType',
    field: 'messageTypeIds',
    label: 'Message types',
    picklist: { name: 'message_types', args: {} },
  },
  {
    kind: 'optInMessageType',
    field: 'optInMessageTypeIds',
    label: 'Opt-in message types',
    picklist: { name: 'message_types', args: {} },
  },
  { kind: 'list', field: 'listIds', label: 'Lists', picklist: { name: 'lists', args: { type: 'Standard' } } },
] as const satisfies readonly {
  kind: string;
  field: keyof ConsentNotice;
  label: string;
  picklist: { name: string; args: Record<string, string> };
}[];

/** What became of a change, by the name of the API; one that is not here yet is shown by its name. */
const eventTexts: Record<string, string> = {
  applied: 'Changed',
  late: 'Came late: a later decision stands',
  user_created: 'User made in Iterable',
  repeated: 'Known already',
  echo: 'Effect of a call of this server',
  pushed: 'Brought to Iterable',
  unchanged: 'Iterable was the same already',
  user_missing: 'No such user in Iterable',
  push_failed: 'Could not be brought to Iterable',
  told: 'Privacy system told',
  telling_failed: 'Privacy system could not be told',
};

export const eventText = (event: string): string => eventTexts[event] ?? event;

export const sourceTexts: Record<string, string> = {
  outside: 'Privacy system',
  iterable: 'Iterable',
  connector: 'This server',
};
