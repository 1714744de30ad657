import { Button, Group, MultiSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { rolesQuery, tokensQuery } from '../../api/queries.ts';
import type { ApiToken, Session } from '../../api/types.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Section } from '../../components/section.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';

type Scope = Session['permissions'][number];

/** API tokens: made with a part of your permissions, shown once, revoked at once. */
export function TokenList({ permissions }: { permissions: readonly Scope[] }) {
  const queries = useQueryClient();
  const query = useQuery(tokensQuery);
  const catalogue = useQuery(rolesQuery);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [days, setDays] = useState(90);
  const [ending, setEnding] = useState<ApiToken | null>(null);
  const reload = (): Promise<void> => queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const make = useMutation({
    mutationFn: () => answerOf(api.POST('/tokens', { body: { name, scopes, days } })),
    // shown on this page only, and gone with it
    gcTime: 0,
    onSuccess: async () => {
      setName('');
      setScopes([]);
      await reload();
    },
  });
  const revoke = useMutation({
    mutationFn: ({ id }: ApiToken) => answerOf(api.DELETE('/tokens/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      setEnding(null);
      await reload();
    },
  });
  const choices = (catalogue.data?.permissions ?? [])
    .filter((one) => one.forTokens && permissions.includes(one.name as Scope))
    .map((one) => ({ value: one.name, label: `${one.name}: ${one.text}` }));
  const columns: Column<ApiToken>[] = [
    { key: 'name', title: 'Name', render: (token) => token.name },
    { key: 'id', title: 'Id', render: ({ id }) => <span className="itc-mono">{id}</span> },
    { key: 'scopes', title: 'Scopes', render: (token) => token.scopes.join(', ') },
    { key: 'expiresAt', title: 'Ends', render: ({ expiresAt }) => <TimeText at={expiresAt} /> },
    {
      key: 'usedAt',
      title: 'Last use',
      render: ({ usedAt }) => (usedAt === null ? 'never' : <TimeText at={usedAt} as="age" />),
    },
    {
      key: 'revoke',
      title: 'Actions',
      render: (token) => (
        <Button variant="default" size="xs" aria-label={`Revoke ${token.name}`} onClick={() => setEnding(token)}>
          Revoke
        </Button>
      ),
    },
  ];
  return (
    <Section title="API tokens" help="For scripts; a token never has more than you have at that moment.">
      <Stack gap="md">
        <DataView
          what="tokens"
          source={wholeRows(query)}
          columns={columns}
          idOf={({ id }) => id}
          empty={<EmptyState title="No token">Make one for each script.</EmptyState>}
        />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <Stack gap="sm" maw={640}>
            {make.error === null ? null : <DecodedError error={errorInfoOf(make.error)} title="Not made" />}
            <TextInput label="Name" required value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <MultiSelect
              label="Scopes"
              data={choices}
              value={scopes}
              onChange={(chosen) => setScopes(chosen as Scope[])}
              searchable
              required
            />
            <NumberInput
              label="Days it works"
              min={1}
              max={365}
              value={days}
              onChange={(value) => setDays(Number(value))}
              w={160}
            />
            <Group>
              <Button type="submit" loading={make.isPending} disabled={name.trim() === '' || scopes.length === 0}>
                Make a token
              </Button>
            </Group>
          </Stack>
        </form>
        {make.data === undefined ? null : (
          <ShownOnce title="The new token, shown this once" label="API token" value={make.data.token}>
            Give it to your script before you leave this page.
          </ShownOnce>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={ending !== null}
        title={`Revoke ${ending?.name ?? ''}?`}
        confirmLabel="Revoke"
        isDanger
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => {
          if (ending !== null) revoke.mutate(ending);
        }}
        onClose={() => setEnding(null)}
      >
        The scripts that use it are refused at once.
      </ConfirmDialog>
    </Section>
  );
}
