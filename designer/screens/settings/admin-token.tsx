import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answerOf, api } from '../../api/client.ts';
import { serverQuery, sessionsQuery } from '../../api/queries.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';

/** The token that opens the REST API and the designer, and its rotation. */
export function AdminToken() {
  const queries = useQueryClient();
  const query = useQuery(serverQuery);
  const [isAsking, setAsking] = useState(false);
  const rotate = useMutation({
    mutationFn: () => answerOf(api.POST('/admin-token/rotate')),
    // shown on this page only, and gone with it
    gcTime: 0,
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <Section title="Admin token" help="It opens the REST API, the command line and the designer.">
      <QueryState query={query} what="where the token is set">
        {({ adminTokenFrom }) =>
          adminTokenFrom === 'environment' ? (
            <Text size="sm">
              It is set by <Code>ITC_ADMIN_TOKEN</Code>. Change it there and start the server again.
            </Text>
          ) : (
            <Stack gap="md" align="flex-start">
              <Text size="sm">
                It was made at the first start. The file <Code>admin-token</Code> in the data folder has it; the
                database only its hash.
              </Text>
              {rotate.data === undefined ? null : (
                <ShownOnce title="The new token, shown this once" label="Admin token" value={rotate.data.token}>
                  The old one and all other sessions have ended. Give it to your scripts before you leave this page.
                </ShownOnce>
              )}
              <Group>
                <Button variant="default" onClick={() => setAsking(true)}>
                  Make a new token
                </Button>
              </Group>
            </Stack>
          )
        }
      </QueryState>
      <ConfirmDialog
        isOpen={isAsking}
        title="Make a new admin token?"
        confirmLabel="Make a new token"
        isDanger
        typeToConfirm="new token"
        isBusy={rotate.isPending}
        error={rotate.error}
        onConfirm={() => rotate.mutate()}
        onClose={() => setAsking(false)}
      >
        The old token stops working at once, in every script that uses it, and all other browsers are signed out.
      </ConfirmDialog>
    </Section>
  );
}
