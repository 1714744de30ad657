import { Code, TextInput } from '@mantine/core';

interface TypeToConfirmProps {
  word: string;
  typed: string;
  onType: (typed: string) => void;
}

/** Asks for a word before something that cannot be taken back. */
export function TypeToConfirm({ word, typed, onType }: TypeToConfirmProps) {
  return (
    <TextInput
      label={
        <>
          Type <Code>{word}</Code> to go on
        </>
      }
      value={typed}
      autoComplete="off"
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
