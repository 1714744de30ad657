import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { connectionsQuery } from '../api/queries.ts';

interface ConnectionFilterProps {
  value: string | null;
  onChange: (name: string) => void;
}

/** The connection that a screen is about. */
export function ConnectionFilter({ value, onChange }: ConnectionFilterProps) {
  const { data: connections = [] } = useQuery(connectionsQuery);
  return (
    <Select
      label="Connection"
      allowDeselect={false}
      data={connections.map(({ name }) => name)}
      value={value}
      onChange={(name) => {
        if (name !== null) onChange(name);
      }}
    />
  );
}
