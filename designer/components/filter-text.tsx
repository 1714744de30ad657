import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

const pauseMs = 400;

interface FilterTextProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A text filter that takes effect when the typing pauses, at Enter, or when it is left. */
export function FilterText({ value = '', onChange, ...input }: FilterTextProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    // cleared or changed from elsewhere, such as Back
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  const send = (text: string): void => {
    if (text === sent.current) return;
    sent.current = text;
    onChange(text === '' ? undefined : text);
  };
  useEffect(() => {
    const timer = setTimeout(() => send(typed), pauseMs);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      {...input}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => send(typed)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') send(typed);
      }}
    />
  );
}
