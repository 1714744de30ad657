import { useLocalStorage } from '@mantine/hooks';

import type { IncomingEvent } from '../api/types.ts';

/** An event that a person wants to find again, such as a test case; its payload stays on the server. */
export interface Bookmark extends Pick<IncomingEvent, 'id' | 'connection' | 'eventName' | 'workflowId'> {
  /** what the person calls it */
  name: string;
}

interface Bookmarks {
  /** in the order they were kept */
  all: readonly Bookmark[];
  keep: (bookmark: Bookmark) => void;
  forget: (id: string) => void;
}

/** The bookmarked events; this browser keeps them. */
export function useBookmarks(): Bookmarks {
  const [all, setAll] = useLocalStorage<Bookmark[]>({
    key: 'itc.bookmarks',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const without = (id: string): Bookmark[] => all.filter((one) => one.id !== id);
  return {
    all,
    keep: (bookmark) => setAll([...without(bookmark.id), bookmark]),
    forget: (id) => setAll(without(id)),
  };
}
