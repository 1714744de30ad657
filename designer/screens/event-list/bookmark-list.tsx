import { Button, Popover } from '@mantine/core';
import { StarFilledIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { KeptList } from '../../components/kept-list.tsx';
import { useBookmarks } from '../../components/use-bookmarks.ts';

/** The bookmarked events, by the names that they were given. */
export function BookmarkList() {
  const { all, forget } = useBookmarks();
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<StarFilledIcon />} onClick={() => setOpen(!isOpen)}>
          Bookmarks
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Bookmarks">
        <KeptList
          items={all}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          empty="None yet. Open an event and give it a bookmark; recipes can be tested with it."
          onOpen={({ id }) => void navigate(`/events/${id}`)}
          onForget={({ id }) => forget(id)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
