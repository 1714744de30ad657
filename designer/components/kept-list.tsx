import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { Cross2Icon } from '@radix-ui/react-icons';

interface KeptListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  nameOf: (item: T) => string;
  /** said while there is nothing */
  empty: string;
  onOpen: (item: T) => void;
  onForget: (item: T) => void;
}

/** What a person keeps under names: each is opened, or forgotten. */
export function KeptList<T>({ items, keyOf, nameOf, empty, onOpen, onForget }: KeptListProps<T>) {
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {empty}
      </Text>
    );
  }
  return (
    <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }}>
      {items.map((item) => (
        <Group component="li" key={keyOf(item)} gap={4} wrap="nowrap">
          <Button variant="subtle" size="xs" flex={1} justify="flex-start" miw={0} onClick={() => onOpen(item)}>
            {nameOf(item)}
          </Button>
          <ActionIcon aria-label={`Forget ${nameOf(item)}`} onClick={() => onForget(item)}>
            <Cross2Icon />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}
