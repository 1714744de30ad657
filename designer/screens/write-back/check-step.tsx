import { Alert, Badge, Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { listSizeQuery, type BulkAudience, type BulkCheck } from '../../api/bulk-queries.ts';
import type { ActionDetail, Json } from '../../api/types.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { formatCount } from '../../components/format-count.ts';
import { JsonTree } from '../../components/json-tree.tsx';
import { Section } from '../../components/section.tsx';
import { estimateOf, repeatText, timeText } from './estimate.ts';

/** body, its list, a person, the data fields: what was mapped is in sight at once */
const openLevels = 4;

interface CheckStepProps {
  check: BulkCheck;
  audience: BulkAudience;
  connection: string;
  action: ActionDetail;
  isBusy: boolean;
  error: unknown;
  onBack: () => void;
  onStart: () => void;
}

/** Third step: what the check found, what the first call would be, how long it takes; then the decision. */
export function CheckStep({ check, audience, connection, action, isBusy, error, onBack, onStart }: CheckStepProps) {
  const [isAsking, setAsking] = useState(false);
  const { list } = audience;
  const size = useQuery({ ...listSizeQuery(connection, list ?? 0), enabled: list !== undefined });
  const { rows, calls, leastMs } = estimateOf(check, action, size.data ?? null);
  const people = rows === null ? 'every row that Iterable gives' : formatCount(rows, 'row');
  const callsText = calls === null ? 'as many requests as they need' : formatCount(calls, 'request');
  return (
    <Stack gap="md">
      <Section title="What the check found" help="Nothing was sent.">
        <div role="status">
          <FactList
            facts={[
              [
                'Rows checked',
                `${check.rows.toLocaleString()}${check.isComplete ? '' : ' of the first ones; the run checks the others as it reads them'}`,
              ],
              ['Would be sent', check.ready.toLocaleString()],
              ['Have a fault', check.faulty.toLocaleString()],
              ['Requests', calls === null ? 'known when Iterable has given the rows' : calls.toLocaleString()],
              ['Time', timeText(leastMs)],
            ]}
          />
        </div>
        {check.typesChecked || !action.writesProfile ? null : (
          <Alert color="yellow" variant="light" title="Types were not checked">
            Iterable did not tell the types of its fields. It refuses values of another type itself, and such rows are
            counted as failed.
          </Alert>
        )}
        {check.faults.length === 0 ? null : (
          <Alert
            color="yellow"
            variant="light"
            title={`${formatCount(check.faulty, 'row')} would not be sent`}
            role="alert"
          >
            <List size="sm" aria-label="Rows with a fault">
              {check.faults.map(({ row, line, key, reason }) => (
                <List.Item key={row} style={{ overflowWrap: 'anywhere' }}>
                  Row {row}
                  {line === undefined ? '' : ` (line ${line})`}
                  {key.startsWith('#') ? '' : `, ${key}`}: {reason}
                </List.Item>
              ))}
            </List>
            {check.faulty > check.faults.length ? (
              <Text size="sm" mt="xs">
                These are the first {check.faults.length}; the file of failed rows names all of them.
              </Text>
            ) : null}
          </Alert>
        )}
      </Section>
      {check.request === null ? null : (
        <Section
          title="The first request"
          help={
            check.request.items > check.sample.length
              ? `It carries ${formatCount(check.request.items, 'row')}; the first ${check.sample.length} are shown.`
              : 'As it would be sent.'
          }
        >
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <Badge tt="none" variant="light" style={{ flexShrink: 0 }}>
              {check.request.method}
            </Badge>
            <Code className="itc-mono" style={{ overflowWrap: 'anywhere' }}>
              {check.request.path}
            </Code>
          </Group>
          <JsonTree
            value={check.request.body as Json}
            label="Body of the first request"
            maxHeight={320}
            openLevels={openLevels}
          />
        </Section>
      )}
      <Section title="Start it">
        <Text size="sm">{repeatText(action)}</Text>
        <Group>
          <Button variant="default" onClick={onBack} disabled={isBusy}>
            Back
          </Button>
          <Button onClick={() => setAsking(true)} disabled={check.ready === 0}>
            Start…
          </Button>
        </Group>
        {check.ready === 0 ? (
          <Text size="sm">No row would be sent: correct the source or the mapping first.</Text>
        ) : null}
      </Section>
      <ConfirmDialog
        isOpen={isAsking}
        title="Start the write-back?"
        confirmLabel={rows === null ? 'Start' : `Write ${formatCount(rows, 'row')}`}
        isDanger={action.effect === 'send'}
        isBusy={isBusy}
        error={error}
        onConfirm={onStart}
        onClose={() => setAsking(false)}
      >
        “{action.title}” {action.effect === 'send' ? 'sends messages to people' : 'changes data'} in {connection}:{' '}
        {people} in {callsText}, {timeText(leastMs)}.
        {check.faulty === 0
          ? ''
          : ` ${formatCount(check.faulty, 'row')} with a fault ${check.faulty === 1 ? 'is' : 'are'} left out and named in the file of failed rows.`}
      </ConfirmDialog>
    </Stack>
  );
}
