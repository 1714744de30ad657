import { Textarea } from '@mantine/core';
import { useState } from 'react';

import type { Json } from '../api/types.ts';
import type { ControlProps } from './control-props.ts';

function parse(text: string): { value: Json } | { fault: string } {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'not JSON' };
  }
}

/** Any JSON, typed as text; what is no JSON yet stays on the screen and is not handed on. */
export function JsonControl({ id, value, onChange, describedBy, hasError }: ControlProps) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const parsed = text.trim() === '' ? null : parse(text);
  return (
    <Textarea
      id={id}
      aria-describedby={describedBy}
      error={parsed !== null && 'fault' in parsed ? `Not JSON: ${parsed.fault}` : hasError}
      classNames={{ input: 'itc-mono' }}
      autosize
      minRows={2}
      maxRows={16}
      spellCheck={false}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const result = next.trim() === '' ? null : parse(next);
        if (result === null) onChange(undefined);
        else if ('value' in result) onChange(result.value);
      }}
    />
  );
}
