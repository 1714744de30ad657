import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface SecretInputProps {
  label: string;
  name: string;
  autoComplete: 'current-password' | 'new-password';
  description?: ReactNode;
  value: string;
  onChange: (value: string) => void;
}

/** A password or token: hidden until asked for, by mouse and keyboard. */
export function SecretInput({ label, onChange, ...rest }: SecretInputProps) {
  return (
    <PasswordInput
      {...rest}
      label={label}
      required
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{
        'aria-label': `Show the ${label.toLowerCase()}`,
        tabIndex: 0,
        'aria-hidden': false,
      }}
    />
  );
}
