import { Button, Stack } from '@mantine/core';
import { ChevronDownIcon, ChevronRightIcon } from '@radix-ui/react-icons';
import { useId, useState, type ReactNode } from 'react';

interface DisclosureProps {
  label: string;
  /** while it is open, where that is another one */
  openLabel?: string;
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

/** Something folded away behind a button; what is folded is not drawn. */
export function Disclosure({ label, openLabel = label, isOpenAtFirst = false, children }: DisclosureProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const id = useId();
  return (
    <Stack gap="xs" align="stretch">
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? openLabel : label}
      </Button>
      {isOpen ? <div id={id}>{children}</div> : null}
    </Stack>
  );
}
