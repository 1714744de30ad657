import { Autocomplete, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { jobsQuery } from '../../api/queries.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { formatAge } from '../../components/format-time.ts';
import { statusLabel } from '../../components/status-badge.tsx';

const jobsShown = 20;

async function payloadOfJob(id: string): Promise<string> {
  const job = await answerOf(api.GET('/jobs/{id}', { params: { path: { id } } }));
  const { payload } = await answerOf(api.GET('/events/{id}', { params: { path: { id: job.event } } }));
  return payload.json === null ? payload.text : JSON.stringify(payload.json, null, 2);
}

/** Takes the payload of a job as a sample. */
export function JobPayload({ onText, hasText }: { onText: (text: string) => void; hasText: boolean }) {
  const [id, setId] = useState('');
  const jobs = useInfiniteQuery(jobsQuery({}));
  const recent = (jobs.data?.pages[0]?.items ?? []).slice(0, jobsShown);
  const load = useMutation({ mutationFn: payloadOfJob, onSuccess: onText });
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm">
        <Autocomplete
          label="Job"
          placeholder="Choose one, or paste an id"
          miw={300}
          value={id}
          onChange={setId}
          data={recent.map((job) => job.id)}
          renderOption={({ option }) => {
            const job = recent.find((one) => one.id === option.value);
            return (
              <Stack gap={0}>
                <Text size="sm">
                  {job?.recipe} · {job === undefined ? '' : statusLabel(job.status)}
                  {typeof job?.startedAt === 'string' ? ` · ${formatAge(job.startedAt, Date.now())}` : ''}
                </Text>
                <Text size="xs" className="itc-mono">
                  {option.value}
                </Text>
              </Stack>
            );
          }}
        />
        <Button
          variant="default"
          disabled={id.trim() === ''}
          loading={load.isPending}
          onClick={() => load.mutate(id.trim())}
        >
          Take its payload
        </Button>
      </Group>
      <Text size="sm" role="status">
        {load.isSuccess && hasText ? 'The payload is taken; the next step shows it.' : ''}
      </Text>
      {load.isError ? <DecodedError error={errorInfoOf(load.error)} title="The payload was not taken" /> : null}
    </Stack>
  );
}
