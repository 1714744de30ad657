import { Anchor, Button, Group, SimpleGrid } from '@mantine/core';
import { DownloadIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';

import { bulkResultsUrl, bulkRunQuery } from '../../api/bulk-queries.ts';
import { actionsQuery } from '../../api/queries.ts';
import type { BulkRun, Json } from '../../api/types.ts';
import { usePermission } from '../../app/use-permission.ts';
import { RunProgress, settledRows } from '../../components/bulk/run-progress.tsx';
import { RunVerbs } from '../../components/bulk/run-verbs.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { CauseList } from './cause-list.tsx';
import { RedriveDialog } from './redrive-dialog.tsx';
import { isRunOver, sourceText } from './run-texts.ts';

const refreshMs = 1_000;

/** One bulk run: progress, counts, what to do with it, why rows failed, what was ordered. */
export function Component() {
  const { id = '' } = useParams();
  const query = useQuery({
    ...bulkRunQuery(id),
    refetchInterval: ({ state }) =>
      state.status === 'error' || (state.data !== undefined && isRunOver(state.data)) ? false : refreshMs,
  });
  const { data: actions = [] } = useQuery(actionsQuery);
  const action = query.data?.action;
  return (
    <Screen
      title={actions.find(({ name }) => name === action)?.title ?? action ?? 'Write-back'}
      above={
        <Anchor component={Link} to="/write-backs" size="sm">
          ← Write-backs
        </Anchor>
      }
    >
      <QueryState query={query} what="the write-back">
        {(run) => <Report key={run.id} run={run} />}
      </QueryState>
    </Screen>
  );
}

function Report({ run }: { run: BulkRun }) {
  const { id, action, connection, status, counts, error } = run;
  const [isAsking, setAsking] = useState(false);
  const mayRun = usePermission('bulk.run');
  const canRedrive = mayRun && status !== 'queued' && status !== 'running' && counts.failed + counts.unknown > 0;
  const troubled = counts.failed + counts.unknown + counts.skipped;
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Progress" actions={<StatusBadge status={status} />}>
          <div role="status">
            <RunProgress run={run} name={`${action} at ${connection}`} />
          </div>
          {error === null ? null : <DecodedError error={error} title="The run stopped" />}
          <Group gap="xs">
            <RunVerbs run={run} name={`${action} at ${connection}`} />
            {canRedrive ? (
              <Button size="xs" variant="default" onClick={() => setAsking(true)}>
                Write rows again…
              </Button>
            ) : null}
            {settledRows(run) === 0 ? null : (
              <Button
                component="a"
                size="xs"
                variant="default"
                leftSection={<DownloadIcon />}
                href={bulkResultsUrl(id)}
                download
              >
                All results
              </Button>
            )}
          </Group>
          <RedriveDialog run={run} isOpen={isAsking} onClose={() => setAsking(false)} />
        </Section>
        <Section title="What was ordered">
          <FactList facts={factsOf(run)} />
          <Disclosure label="Mapping and settings">
            <JsonTree
              value={{ source: run.source, mapping: run.mapping, auto: run.auto, input: run.input } as Json}
              label="Mapping and settings"
            />
          </Disclosure>
        </Section>
      </SimpleGrid>
      {troubled === 0 ? null : <CauseList run={run} />}
    </>
  );
}

function factsOf(run: BulkRun): [string, ReactNode][] {
  const { action, connection, createdAt, startedAt, endedAt, job, redriveOf } = run;
  const time = (at: string): ReactNode => <TimeText at={at} />;
  const link = (to: string, words: string): ReactNode => (
    <Anchor component={Link} to={to} size="sm" underline="always">
      {words}
    </Anchor>
  );
  const facts: [string, ReactNode][] = [
    ['Action', action],
    ['Connection', connection],
    ['Source', sourceText(run)],
    ['Ordered', time(createdAt)],
  ];
  if (startedAt !== null) facts.push(['Started', time(startedAt)]);
  if (endedAt !== null) facts.push(['Finished', time(endedAt)]);
  if (job !== null) facts.push(['Started by', link(`/jobs/${job}`, 'a step of this job')]);
  if (redriveOf !== null) facts.push(['Rows of', link(`/write-backs/${redriveOf}`, 'the earlier run')]);
  return facts;
}
