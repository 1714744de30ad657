import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what had it before the caller was drawn, once the caller is gone; for dialogs that are drawn only while they
 * are open, which Mantine gives no way back from. Focus that somebody put elsewhere in the meantime stays there.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // what had the focus inside leaves the page after this
      setTimeout(() => {
        const isFree = document.activeElement === null || document.activeElement === document.body;
        if (isFree && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
