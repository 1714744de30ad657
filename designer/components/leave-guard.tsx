import { useEffect, type ReactNode, type RefObject } from 'react';
import { useBlocker } from 'react-router';

import { ConfirmDialog } from './confirm-dialog.tsx';

interface LeaveGuardProps {
  /** whether something would be lost */
  isDirty: boolean;
  /** true when the screen itself goes to another page, as after a save */
  isLeaving: RefObject<boolean>;
  title: string;
  /** what becomes of it */
  children: ReactNode;
}

/** Asks before a page is left with work that is not saved: by a link here, by the browser itself on a reload. */
export function LeaveGuard({ isDirty, isLeaving, title, children }: LeaveGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      !isLeaving.current && isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (leave: BeforeUnloadEvent): void => leave.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  return (
    <ConfirmDialog
      isOpen={blocker.state === 'blocked'}
      title={title}
      confirmLabel="Leave"
      closeLabel="Stay"
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {children}
    </ConfirmDialog>
  );
}
