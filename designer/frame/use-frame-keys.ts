import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

import { places } from '../app/places.ts';
import { usePreference } from '../app/preferences.ts';

const sequenceMs = 1_500;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Ctrl-K or Cmd-K, from inside a field too. */
export function useSearchKey(search: () => void): void {
  useHotkeys([['mod+K', search]], []);
}

/** `?` for help and `g` then a letter to go somewhere; off while typing, in dialogs, and when the person switched them off. */
export function useFrameKeys({ showHelp }: { showHelp: () => void }): void {
  const navigate = useNavigate();
  const [isOn] = usePreference('singleKeys');
  const lastG = useRef(-Infinity);
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      const isAfterG = event.timeStamp - lastG.current < sequenceMs;
      lastG.current = event.key === 'g' ? event.timeStamp : -Infinity;
      const place = isAfterG ? places.find(({ key }) => key === event.key) : undefined;
      if (place !== undefined) void navigate(place.to);
      else if (event.key === '?') showHelp();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn, navigate, showHelp]);
}
