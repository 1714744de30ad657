import { Button, List, Menu, Textarea } from '@mantine/core';
import { ChevronDownIcon, ReloadIcon } from '@radix-ui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { answerOf, api } from '../../api/client.ts';
import { useProductionWord } from '../../app/use-production-word.ts';
import type { JobDetail } from '../../api/types.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

interface RerunChoice {
  from: 'failed' | 'start';
  version: 'job' | 'current';
}

const rerunChoices = (version: number): { choice: RerunChoice; label: string }[] => [
  { choice: { from: 'failed', version: 'current' }, label: 'From the failed step, with the current version' },
  { choice: { from: 'failed', version: 'job' }, label: `From the failed step, with version ${version}` },
  { choice: { from: 'start', version: 'current' }, label: 'All steps, with the current version' },
  { choice: { from: 'start', version: 'job' }, label: `All steps, with version ${version}` },
];

/** What a person may decide about a job: run it again, or release or discard what it held. */
export function JobActions({ job }: { job: JobDetail }) {
  if (job.status === 'held') return <HeldActions job={job} />;
  return ['succeeded', 'failed', 'stopped', 'discarded'].includes(job.status) ? <RerunMenu job={job} /> : null;
}

function useAfterDecision(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: ['jobs'] });
    await queries.invalidateQueries({ queryKey: ['statistics'] });
  };
}

/** Steps that went out to people, which a whole rerun repeats. */
const sentSteps = ({ ledger }: JobDetail): string[] => [
  ...new Set(
    ledger.filter(({ effect, outcome }) => effect === 'send' && outcome === 'success').map(({ path }) => path),
  ),
];

/** Steps that wrote or sent, which a whole rerun repeats. */
const repeatedSteps = ({ ledger }: JobDetail): JobDetail['ledger'] =>
  ledger.filter(({ effect, outcome }) => outcome === 'success' && effect !== null && effect !== 'read');

function RerunMenu({ job }: { job: JobDetail }) {
  const [asked, setAsked] = useState<RerunChoice | null>(null);
  const after = useAfterDecision();
  const navigate = useNavigate();
  const rerun = useMutation({
    mutationFn: (body: RerunChoice) =>
      answerOf(api.POST('/jobs/{id}/rerun', { params: { path: { id: job.id } }, body })),
    onSuccess: async ({ id }) => {
      setAsked(null);
      await after();
      await navigate(`/jobs/${id}`);
    },
  });
  const sent = sentSteps(job);
  const word = useProductionWord({ recipes: [job.recipe] });
  const repeated = repeatedSteps(job);
  const choices = rerunChoices(job.version).filter(
    ({ choice }) => job.status !== 'succeeded' || choice.from === 'start',
  );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<ReloadIcon />} rightSection={<ChevronDownIcon />}>
            Run again
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map(({ choice, label }) => (
            <Menu.Item key={label} onClick={() => setAsked(choice)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={asked !== null}
        title="Run this job again?"
        confirmLabel="Run again"
        isBusy={rerun.isPending}
        error={rerun.error}
        {...(asked?.from === 'start' ? word : {})}
        onConfirm={() => {
          if (asked !== null) rerun.mutate(asked);
        }}
        onClose={() => setAsked(null)}
      >
        {asked?.from === 'failed'
          ? 'Steps that succeeded are not run again; a new job goes on at the step that failed.'
          : sent.length === 0
            ? 'A new job runs all steps. None of them sent a message in this job.'
            : `A new job runs all steps, and sends again what these sent: ${sent.join(', ')}.`}
        {asked?.from === 'start' && repeated.length > 0 ? (
          <List size="sm" mt="xs" aria-label="Steps that are repeated">
            {repeated.map(({ path, idempotent }) => (
              <List.Item key={path}>
                {path}: {idempotent ? 'the same call twice changes nothing more' : 'acts a second time'}
              </List.Item>
            ))}
          </List>
        ) : null}
      </ConfirmDialog>
    </>
  );
}

function HeldActions({ job }: { job: JobDetail }) {
  const [asked, setAsked] = useState<'release' | 'discard' | null>(null);
  const [reason, setReason] = useState('');
  const after = useAfterDecision();
  const path = { params: { path: { id: job.id } } };
  const decide = useMutation({
    mutationFn: (what: 'release' | 'discard') =>
      what === 'release'
        ? answerOf(api.POST('/jobs/{id}/release', path))
        : answerOf(api.POST('/jobs/{id}/discard', { ...path, body: reason === '' ? {} : { reason } })),
    onSuccess: () => setAsked(null),
    onSettled: after,
  });
  const isRelease = asked === 'release';
  const word = useProductionWord({ recipes: [job.recipe] });
  return (
    <>
      <Button onClick={() => setAsked('release')}>Release</Button>
      <Button variant="default" onClick={() => setAsked('discard')}>
        Discard
      </Button>
      <ConfirmDialog
        isOpen={asked !== null}
        title={isRelease ? 'Send it again?' : 'Discard this send?'}
        confirmLabel={isRelease ? 'Release' : 'Discard'}
        isDanger={isRelease}
        isBusy={decide.isPending}
        error={decide.error}
        {...(isRelease ? word : {})}
        onConfirm={() => {
          if (asked !== null) decide.mutate(asked);
        }}
        onClose={() => setAsked(null)}
      >
        {isRelease ? (
          'The held call goes out once more. If the first one did reach Iterable, the person gets the message twice.'
        ) : (
          <>
            Nothing more is sent, and the steps behind it do not run.
            <Textarea
              mt="sm"
              label="Reason (optional)"
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
      </ConfirmDialog>
    </>
  );
}
