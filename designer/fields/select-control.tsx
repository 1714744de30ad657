import { ActionIcon, Autocomplete, Group, MultiSelect, Select, Stack, TagsInput, Text, Tooltip } from '@mantine/core';
import { ReloadIcon } from '@radix-ui/react-icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';

import { errorInfoOf } from '../api/api-failure.ts';
import { answerOf, api } from '../api/client.ts';
import { picklistQuery } from '../api/queries.ts';
import { TimeText } from '../components/time-text.tsx';
import { choiceValue, drawChoices, drawnOf, type Choice } from './choices.ts';
import type { ControlProps } from './control-props.ts';

/** A choice from a list; other values may be typed unless the list is closed. */
export function SelectControl(props: ControlProps & { choices: readonly Choice[] }) {
  const { spec, id, value, onChange, describedBy, hasError, choices } = props;
  const drawn = drawChoices(choices);
  const common = { id, 'aria-describedby': describedBy, error: hasError, maxDropdownHeight: 280, limit: 100 };
  if (spec.isMultiple) {
    const change = (chosen: string[]): void =>
      onChange(chosen.length === 0 ? undefined : chosen.map((one) => choiceValue(choices, one)));
    return spec.isClosed ? (
      <MultiSelect {...common} searchable data={drawn} value={drawnOf(value)} onChange={change} />
    ) : (
      <TagsInput {...common} data={drawn} value={drawnOf(value)} onChange={change} splitChars={[',', ' ']} />
    );
  }
  const [chosen] = drawnOf(value);
  const change = (next: string | null): void =>
    onChange(next === null || next === '' ? undefined : choiceValue(choices, next));
  return spec.isClosed ? (
    <Select {...common} searchable clearable data={drawn} value={chosen ?? null} onChange={change} />
  ) : (
    <Autocomplete {...common} data={drawn} value={chosen ?? ''} onChange={change} />
  );
}

/** A choice from the account behind a connection: name and id, with the age of the list and a way to load it anew. */
export function PicklistControl(props: ControlProps & { connection: string | null }) {
  const { spec, connection } = props;
  const { name, args } = spec.picklist ?? { name: '', args: {} };
  const queries = useQueryClient();
  const query = picklistQuery(name, connection ?? '', args);
  const list = useQuery({ ...query, enabled: connection !== null });
  const refresh = async (): Promise<void> => {
    await queries.fetchQuery({
      ...query,
      staleTime: 0,
      queryFn: () =>
        answerOf(
          api.GET('/picklists/{name}', {
            params: { path: { name }, query: { connection: connection ?? '', refresh: 'true', ...args } as never },
          }),
        ),
    });
  };
  return (
    <Stack gap={4}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <div style={{ flex: 1, minWidth: 0 }}>
          <SelectControl {...props} choices={list.data?.items ?? []} />
        </div>
        <Tooltip label="Load the choices again">
          <ActionIcon
            aria-label={`Load the choices of ${spec.title} again`}
            loading={list.isFetching}
            disabled={connection === null}
            onClick={() => void refresh().catch(() => undefined)}
          >
            <ReloadIcon />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Text size="xs" c="dimmed">
        {list.isError ? (
          `The choices could not be loaded: ${errorInfoOf(list.error).message} You can type an id.`
        ) : list.data === undefined ? (
          'Choose, or type an id.'
        ) : (
          <>
            Pick list of {list.data.items.length}, loaded <TimeText at={list.data.loadedAt} as="age" />
            {list.data.isComplete ? '' : '; there are more, type the id'}
          </>
        )}
      </Text>
    </Stack>
  );
}
