import { TextInput } from '@mantine/core';

import { fromLocalInput, toLocalInput } from './time-range.ts';

interface TimeRangeFilterProps {
  from?: string | undefined;
  to?: string | undefined;
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void;
}

/** From and before, in the reader's zone. */
export function TimeRangeFilter({ from, to, onChange }: TimeRangeFilterProps) {
  return (
    <>
      <TextInput
        type="datetime-local"
        label="From"
        value={toLocalInput(from)}
        onChange={(event) => onChange({ from: fromLocalInput(event.currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        label="Before"
        value={toLocalInput(to)}
        onChange={(event) => onChange({ to: fromLocalInput(event.currentTarget.value) })}
      />
    </>
  );
}
