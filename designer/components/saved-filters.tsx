import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { BookmarkIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

import { KeptList } from './kept-list.tsx';

interface SavedFilter {
  name: string;
  /** the filters as the address holds them */
  search: string;
}

interface SavedFiltersProps {
  /** the list whose filters they are, such as `jobs` */
  list: string;
  /** the parameters that are filters */
  keys: readonly string[];
}

/** Filters of a list under a name, kept in this browser. */
export function SavedFilters({ list, keys }: SavedFiltersProps) {
  const [saved, setSaved] = useLocalStorage<SavedFilter[]>({
    key: `itc.filters.${list}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const given = keys.flatMap((key) => (params.has(key) ? [[key, params.get(key) ?? '']] : []));
  const search = new URLSearchParams(given as [string, string][]).toString();
  const save = (): void => {
    const wanted = name.trim();
    if (wanted === '' || search === '') return;
    setSaved([...saved.filter((one) => one.name !== wanted), { name: wanted, search }]);
    setName('');
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<BookmarkIcon />} onClick={() => setOpen(!isOpen)}>
          Saved filters
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved filters">
        <Stack gap="sm">
          <KeptList
            items={saved}
            keyOf={(one) => one.name}
            nameOf={(one) => one.name}
            empty="None yet. This browser keeps those that you save."
            onOpen={(one) => {
              setOpen(false);
              void navigate({ search: one.search });
            }}
            onForget={(one) => setSaved(saved.filter(({ name: other }) => other !== one.name))}
          />
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                label="Save these filters as"
                flex={1}
                maxLength={60}
                disabled={search === ''}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button type="submit" disabled={search === '' || name.trim() === ''}>
                Save
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
