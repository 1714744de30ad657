import { Group, Text, TextInput } from '@mantine/core';
import dayjs from 'dayjs';

import { formatTime } from '../components/format-time.ts';
import type { ControlProps } from './control-props.ts';

const localForm = 'YYYY-MM-DDTHH:mm';

/** A time: picked in the reader's zone and kept in UTC, or typed in any form that the field takes. */
export function DateTimeControl({ id, value, onChange, describedBy, hasError, spec }: ControlProps) {
  const text = value === undefined || value === null ? '' : String(value);
  const at = typeof value === 'string' && /\d{4}-\d{2}-\d{2}T/.test(value) ? dayjs(value) : null;
  const isTime = at?.isValid() === true;
  return (
    <Group gap="xs" align="flex-start">
      <TextInput
        id={id}
        aria-describedby={describedBy}
        error={hasError}
        flex={1}
        miw={180}
        placeholder="2031-08-04T08:04:46Z"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        aria-label={`${spec.title}, pick in local time`}
        value={isTime ? at.format(localForm) : ''}
        onChange={(event) => {
          const picked = dayjs(event.currentTarget.value);
          onChange(picked.isValid() ? picked.toISOString() : undefined);
        }}
      />
      {isTime ? (
        <Text size="xs" c="dimmed" w="100%">
          {formatTime(at.toISOString(), 'local')} · {formatTime(at.toISOString(), 'utc')}
        </Text>
      ) : null}
    </Group>
  );
}
