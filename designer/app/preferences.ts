import { useLocalStorage } from '@mantine/hooks';

interface Preferences {
  /** how times are written; the other form is in the tooltip */
  timeZone: 'local' | 'utc';
  /** whether keys without Ctrl do things (WCAG 2.1.4) */
  singleKeys: boolean;
  /** name of the connection that screens start with; null = the first one */
  connection: string | null;
}

const defaults: Preferences = { timeZone: 'local', singleKeys: true, connection: null };

/** A preference of this browser; every component that reads it follows a change at once. */
export function usePreference<K extends keyof Preferences>(key: K): [Preferences[K], (value: Preferences[K]) => void] {
  const [value, setValue] = useLocalStorage<Preferences[K]>({
    key: `itc.${key}`,
    defaultValue: defaults[key],
    getInitialValueInEffect: false,
  });
  return [value, setValue];
}
