import { Alert, Anchor, Button, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { connectionHealthQuery, connectionsQuery, sessionQuery } from '../../api/queries.ts';
import type { Connection, ConnectionHealth } from '../../api/types.ts';
import { regionLabel } from '../../app/region-label.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { formatCount } from '../../components/format-count.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { CheckList } from '../../components/connection-wizard/check-list.tsx';
import { FirstEventPanel } from '../../components/connection-wizard/first-event-panel.tsx';
import { WebhookGuide } from '../../components/connection-wizard/webhook-guide.tsx';

const back = (
  <Anchor component={Link} to="/connections" size="sm">
    ← Connections
  </Anchor>
);

/** One connection: its key, its webhook, its health. */
export function Component() {
  const { name = '' } = useParams();
  const query = useQuery({
    queryKey: ['connections', name],
    queryFn: () => answerOf(api.GET('/connections/{name}', { params: { path: { name } } })),
  });
  return (
    <Screen title={name} above={back} actions={query.data === undefined ? undefined : <RemoveButton name={name} />}>
      <QueryState query={query} what="the connection">
        {(connection) => <Detail connection={connection} />}
      </QueryState>
    </Screen>
  );
}

function Detail({ connection }: { connection: Connection }) {
  const { name } = connection;
  const path = { params: { path: { name } } };
  const queries = useQueryClient();
  const health = useQuery(connectionHealthQuery(name));
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['connections', name] });
  const test = useMutation({
    mutationFn: () => answerOf(api.POST('/connections/{name}/test', path)),
    onSettled: again,
  });
  const rotate = useMutation({
    mutationFn: () => answerOf(api.POST('/connections/{name}/rotate-secret', path)),
    onSuccess: again,
  });
  const [isAsking, setAsking] = useState(false);
  const facts = [
    ['Project', [regionLabel(connection), connection.environment].filter(Boolean).join(' · ')],
    ['People are told apart by', { email: 'email', userId: 'user ID', hybrid: 'both' }[connection.projectType]],
    ['API key', `ends in ${connection.apiKeyHint}`],
  ] as const;
  const live = connection.secrets.filter(({ expiresAt }) => expiresAt !== null);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Section
        title="API key"
        actions={
          <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()}>
            Test connection
          </Button>
        }
      >
        <Stack component="dl" gap={4} m={0}>
          {facts.map(([term, fact]) => (
            <Group key={term} gap="sm">
              <Text component="dt" size="sm" c="dimmed">
                {term}
              </Text>
              <Text component="dd" size="sm" m={0}>
                {fact}
              </Text>
            </Group>
          ))}
        </Stack>
        {test.isError ? <DecodedError error={errorInfoOf(test.error)} title="The test did not run" /> : null}
        <div role="status">
          {health.data?.iterable ? <IterableFails {...health.data.iterable} /> : null}
          {health.data === undefined ? null : health.data.lastTest === null ? (
            <StatusBadge status="not_tested" />
          ) : (
            <CheckList test={health.data.lastTest} />
          )}
        </div>
      </Section>
      <Section title="Recipes and refused calls">
        <QueryState query={health} what="the health of the connection">
          {({ recipes, rejected }) => (
            <Stack gap="sm">
              <Text size="sm">
                {recipes.length === 0 ? 'No recipe uses this connection.' : 'Recipes that use this connection:'}
              </Text>
              <List size="sm" spacing="xs">
                {recipes.map((recipe) => (
                  <List.Item key={recipe.name}>
                    <Group gap="xs">
                      <Anchor component={Link} to={`/recipes/${recipe.name}`} size="sm" underline="always">
                        {recipe.name}
                      </Anchor>
                      <StatusBadge status={recipe.enabled ? 'on' : 'off'} />
                    </Group>
                  </List.Item>
                ))}
              </List>
              <Text size="sm">
                {rejected.lastDay === 0
                  ? 'No webhook call was refused in the last 24 hours.'
                  : `${formatCount(rejected.lastDay, 'webhook call')} refused in the last 24 hours.`}
              </Text>
              {rejected.last === null ? null : (
                <Text size="sm">
                  The last one <TimeText at={rejected.last.at} as="age" />: {rejected.last.message} (
                  {rejected.last.code})
                </Text>
              )}
            </Stack>
          )}
        </QueryState>
      </Section>
      <Section
        title="Webhook"
        actions={
          <Button variant="default" size="xs" onClick={() => setAsking(true)}>
            New secret
          </Button>
        }
      >
        <WebhookGuide {...connection} secret={rotate.data?.secret ?? null} />
        {live.length === 0 ? null : (
          <Text size="sm">
            The secret before is taken until <TimeText at={live[0]?.expiresAt} />.
          </Text>
        )}
      </Section>
      <Section title="Events">
        <FirstEventPanel connection={name} canSend={connection.sandboxUrl !== null} />
      </Section>
      <ConfirmDialog
        isOpen={isAsking}
        title="Make a new webhook secret?"
        confirmLabel="Make new secret"
        isBusy={rotate.isPending}
        error={rotate.error}
        onConfirm={() => rotate.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        The secret in use now is taken for seven more days. Put the new one into Iterable within that time. A secret
        older than the one in use ends at once.
      </ConfirmDialog>
    </SimpleGrid>
  );
}

/** Iterable itself is in trouble: nothing of this connection is at fault. */
function IterableFails({ failures, last, statusPage }: NonNullable<ConnectionHealth['iterable']>) {
  return (
    <Alert color="yellow" variant="light" mb="sm" title="Iterable fails calls again and again">
      <Text size="sm">
        {failures} calls failed shortly, the last one <TimeText at={last} as="age" />. See{' '}
        <Anchor href={statusPage} target="_blank" rel="noreferrer" size="sm" underline="always">
          {new URL(statusPage).hostname}
        </Anchor>{' '}
        for a known incident. Calls that may be repeated are.
      </Text>
    </Alert>
  );
}

function RemoveButton({ name }: { name: string }) {
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/connections/{name}', { params: { path: { name } } })),
    onSuccess: async () => {
      await navigate('/connections');
      queries.removeQueries({ queryKey: ['connections', name] });
      await queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove ${name}?`}
        confirmLabel="Remove connection"
        isDanger
        typeToConfirm={name}
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        Its webhook address stops working at once and its API key is deleted. Events and jobs stay.
      </ConfirmDialog>
    </>
  );
}
