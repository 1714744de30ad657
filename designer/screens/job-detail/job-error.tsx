import { Alert, Button, Stack, Text } from '@mantine/core';
import { HandIcon, Pencil1Icon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import type { ErrorInfo } from '../../api/api-failure.ts';
import type { JobDetail, Json } from '../../api/types.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { problemsOf } from '../../components/decoded-error.tsx';
import { TimeText } from '../../components/time-text.tsx';
import type { StepGroup } from './step-groups.ts';

/** The step that did not succeed, if one is to blame. */
export const failedGroup = (groups: readonly StepGroup[]): StepGroup | undefined =>
  groups.findLast(({ last }) => last.outcome !== null && last.outcome !== 'success');

/** The place of a fault as the recipe names it: `with.dataFields.age`. */
function fieldOf(error: ErrorInfo): string | null {
  const path = error.details?.['path'];
  return typeof path === 'string' ? path : (problemsOf(error)[0]?.path ?? null);
}

const attemptWords = ({ attempts, maxAttempts }: JobDetail): string =>
  attempts === 0 ? '' : `Attempt ${attempts}${maxAttempts === null ? '' : ` of at most ${maxAttempts}`} was made.`;

/** What keeps a job from its end: the decoded error first, with the field to correct; or what it waits for. */
export function JobError({ job, groups }: { job: JobDetail; groups: StepGroup[] }) {
  const { status, error, recipe, event, reason, runAt } = job;
  if (status === 'waiting') {
    return (
      <Alert color="yellow" variant="light" title="This job waits and goes on by itself" role="status">
        <Text size="sm">
          {error?.message ?? reason} {attemptWords(job)} Next attempt: <TimeText at={runAt} />.
        </Text>
      </Alert>
    );
  }
  if (status === 'held') {
    return (
      <Alert color="orange" variant="light" icon={<HandIcon />} title="This send waits for your decision">
        <Stack gap="xs">
          <Text size="sm">{error?.message}</Text>
          <Text size="sm">
            See in Iterable whether the message went out. If it did not, <b>release</b> it: it is sent again. If it did,{' '}
            <b>discard</b> it: nothing more is sent.
          </Text>
        </Stack>
      </Alert>
    );
  }
  if (status === 'discarded') {
    return (
      <Alert color="gray" title="A person discarded this send">
        {reason ?? 'No reason was given.'}
      </Alert>
    );
  }
  if (error === null)
    return reason === null ? null : (
      <Alert color="gray" title="Reason">
        {reason}
      </Alert>
    );
  const group = failedGroup(groups);
  const field = fieldOf(error);
  const query = new URLSearchParams({ event });
  if (group !== undefined) query.set('step', group.stepId);
  if (field !== null) query.set('field', field);
  const raw = group?.last.exchanges.at(-1)?.responseBody as Json | undefined;
  return (
    <DecodedError
      error={error}
      title={group === undefined ? 'The job failed' : `Step ${group.path} failed`}
      {...(raw === undefined || raw === null ? {} : { raw })}
      action={
        <Button
          component={Link}
          to={`/recipes/${recipe}?${query.toString()}`}
          variant="default"
          size="xs"
          w="fit-content"
          maw="100%"
          leftSection={<Pencil1Icon />}
        >
          {field === null ? `Open ${recipe} with this event` : `Correct ${field} in ${recipe}`}
        </Button>
      }
    />
  );
}
