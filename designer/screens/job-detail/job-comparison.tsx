import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { ApiFailure } from '../../api/api-failure.ts';
import { comparisonQuery } from '../../api/history-queries.ts';
import { DiffView } from '../../components/diff-view.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';

const pretty = (value: unknown): string => JSON.stringify(value, null, 2) ?? '';

/** What differs from the last job of the recipe that went well: its event first, then each step. */
export function JobComparison({ id }: { id: string }) {
  const query = useQuery({ ...comparisonQuery(id, undefined), retry: false });
  if (query.error instanceof ApiFailure && query.error.status === 404) {
    return <EmptyState title="Nothing to compare with">{query.error.info.message}</EmptyState>;
  }
  return (
    <QueryState query={query} what="the comparison">
      {({ other, isSameVersion, payload, steps }) => {
        const differing = steps.filter(({ isSame }) => !isSame);
        const isSame = payload.isSame && differing.length === 0;
        return (
          <Section
            title="Compared with the last good job"
            help={
              <>
                <Anchor component={Link} to={`/jobs/${other.id}`} size="sm" underline="always">
                  {other.id}
                </Anchor>{' '}
                of <TimeText at={other.createdAt} />
                {isSameVersion ? ', the same version' : `, version ${other.version}`}. Red went, green came.
              </>
            }
          >
            {isSame ? <Text size="sm">Both had the same event and the same steps.</Text> : null}
            <Stack gap="xs">
              {payload.isSame ? null : (
                <Disclosure label="The event differs" isOpenAtFirst>
                  <DiffView
                    label="Event of the good job against this one"
                    before={pretty(payload.other)}
                    after={pretty(payload.job)}
                    language="json"
                    maxHeight={360}
                  />
                </Disclosure>
              )}
              {differing.map(({ path, job, other: theirs }) => (
                <Disclosure
                  key={path}
                  label={
                    job === null
                      ? `Step ${path} did not run here`
                      : theirs === null
                        ? `Step ${path} ran only here`
                        : `Step ${path} differs`
                  }
                  isOpenAtFirst={differing.length < 4}
                >
                  <DiffView
                    label={`Step ${path} of the good job against this one`}
                    before={pretty(theirs)}
                    after={pretty(job)}
                    language="json"
                    maxHeight={360}
                  />
                </Disclosure>
              ))}
            </Stack>
          </Section>
        );
      }}
    </QueryState>
  );
}
