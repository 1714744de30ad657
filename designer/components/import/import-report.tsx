import { Anchor, List, Stack } from '@mantine/core';

import type { Task } from '../../api/types.ts';
import { formatCount } from '../format-count.ts';

const words: Record<string, string> = {
  applied: 'change a preference',
  late: 'are older than what stands',
  repeated: 'are as before',
  added: 'new',
  changed: 'changed',
  unchanged: 'as before',
};
const shownFaults = 10;

/** What an import did up to now, in one line. */
export function importLine({ result }: Pick<Task, 'result'>): string {
  if (result === null) return 'No row is taken yet';
  const counts = Object.entries(result.counts).map(([word, rows]) => `${rows.toLocaleString()} ${words[word] ?? word}`);
  return `${formatCount(result.rows, 'row')}: ${[...counts, `${result.failed.toLocaleString()} not taken`].join(', ')}`;
}

/** The rows that were not taken: the first ones, and all of them as a file. */
export function ImportFaults({ task }: { task: Pick<Task, 'id' | 'result'> }) {
  if (task.result === null || task.result.failed === 0) return null;
  return (
    <Stack gap={4}>
      <List size="sm">
        {task.result.faults.slice(0, shownFaults).map(({ row, message, code }) => (
          <List.Item key={row}>
            Row {row}: {message} ({code})
          </List.Item>
        ))}
      </List>
      <FaultsLink id={task.id} />
    </Stack>
  );
}

export const FaultsLink = ({ id }: { id: string }) => (
  <Anchor size="sm" underline="always" href={`/api/v1/tasks/${encodeURIComponent(id)}/faults`} download>
    Rows not taken, as CSV
  </Anchor>
);
