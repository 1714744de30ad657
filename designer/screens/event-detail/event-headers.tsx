import { Table } from '@mantine/core';

import type { EventDetail } from '../../api/types.ts';

/** The headers of the call; secrets were replaced before they were stored. */
export function EventHeaders({ payload }: { payload: EventDetail['payload'] }) {
  return (
    <Table.ScrollContainer
      minWidth={280}
      className="itc-card"
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Table of headers' } }}
    >
      <Table aria-label="Headers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">Value</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(payload.headers).map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td className="itc-mono">{name}</Table.Td>
              <Table.Td className="itc-mono">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
