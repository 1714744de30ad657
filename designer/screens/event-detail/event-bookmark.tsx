import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { StarFilledIcon, StarIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import type { EventDetail } from '../../api/types.ts';
import { eventLabel } from '../../components/event-label.ts';
import { useBookmarks } from '../../components/use-bookmarks.ts';

/** Keeps an event under a name, or forgets it. */
export function EventBookmark({ event }: { event: EventDetail }) {
  const { id, connection, eventName, workflowId } = event;
  const { all, keep, forget } = useBookmarks();
  const kept = all.find((one) => one.id === id);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(kept?.name ?? eventLabel(event));
  const wanted = name.trim();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal width={300}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={kept === undefined ? <StarIcon /> : <StarFilledIcon />}
          onClick={() => setOpen(!isOpen)}
        >
          {kept === undefined ? 'Bookmark' : 'Bookmarked'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Bookmark of this event">
        <form
          onSubmit={(submit) => {
            submit.preventDefault();
            if (wanted === '') return;
            keep({ id, connection, eventName, workflowId, name: wanted });
            setOpen(false);
          }}
        >
          <Stack gap="sm">
            <TextInput
              label="Name of the bookmark"
              maxLength={60}
              value={name}
              onChange={(change) => setName(change.currentTarget.value)}
            />
            <Text size="xs" c="dimmed">
              This browser keeps the name. The event stays as long as the server keeps events.
            </Text>
            <Group gap="xs" justify="flex-end">
              {kept === undefined ? null : (
                <Button
                  variant="default"
                  onClick={() => {
                    forget(id);
                    setOpen(false);
                  }}
                >
                  Forget
                </Button>
              )}
              <Button type="submit" disabled={wanted === ''}>
                Keep
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
