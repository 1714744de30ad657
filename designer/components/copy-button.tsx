import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { CheckIcon, ClipboardCopyIcon, CrossCircledIcon } from '@radix-ui/react-icons';
import { useEffect, useState } from 'react';

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // a page served without https on another machine has no clipboard
    return false;
  }
}

interface CopyButtonProps {
  /** what goes to the clipboard; a function is asked at the click */
  value: string | (() => string);
  /** what is copied, in words: "webhook address" */
  what: string;
  /** shows the words beside the icon */
  withLabel?: boolean;
}

const shownMs = 1_500;
const icons = { idle: <ClipboardCopyIcon />, copied: <CheckIcon />, failed: <CrossCircledIcon /> };

/** Copies a text and says that it did, in sight and to screen readers. */
export function CopyButton({ value, what, withLabel = false }: CopyButtonProps) {
  const [state, setState] = useState<keyof typeof icons>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), shownMs);
    return () => clearTimeout(timer);
  }, [state]);
  const words = { idle: `Copy ${what}`, copied: 'Copied', failed: 'Select the text and copy it by hand' };
  const click = async (): Promise<void> =>
    setState((await copy(typeof value === 'string' ? value : value())) ? 'copied' : 'failed');
  return (
    <>
      {withLabel ? (
        <Button variant="default" size="xs" leftSection={icons[state]} onClick={click}>
          {words[state]}
        </Button>
      ) : (
        <Tooltip label={words[state]} opened={state === 'idle' ? undefined : true}>
          <ActionIcon size="md" onClick={click} aria-label={words.idle}>
            {icons[state]}
          </ActionIcon>
        </Tooltip>
      )}
      <VisuallyHidden role="status">{state === 'idle' ? '' : words[state]}</VisuallyHidden>
    </>
  );
}
