import { Badge, Button, Code, Group, Menu, Select, Stack, Text } from '@mantine/core';
import { CaretDownIcon } from '@radix-ui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { ApiFailure, errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import type { ActionDetail, Json, JsonSchema } from '../../api/types.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { DecodedError, problemsOf } from '../../components/decoded-error.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { FieldContext } from '../../fields/field-context.ts';
import { FieldForm } from '../../fields/field-form.tsx';
import { fieldsOf } from '../../fields/field-spec.ts';
import { inputOf, valuesFrom, type FieldValue } from '../../fields/field-value.ts';

/** Faults by field, from what the server says about an input. */
function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiFailure)) return {};
  const entries = problemsOf(error.info).map(({ path, message }) => [path.replace(/^(body\.)?input\./, ''), message]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** A form of the action that shows the request it would send. Only reads can be sent from here. */
export function TryAction({ action }: { action: ActionDetail }) {
  const { name, effect } = action;
  const { current, all } = useCurrentConnection();
  const [chosen, setChosen] = useState<string | null>(null);
  const connection = chosen ?? current?.name ?? null;
  const specs = useMemo(() => fieldsOf(action.input as JsonSchema), [action]);
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const run = useMutation({
    mutationFn: (dryRun: boolean) =>
      answerOf(
        api.POST('/actions/{name}/run', {
          params: { path: { name } },
          body: { connection: connection ?? '', input: inputOf(specs, values), dryRun },
        }),
      ),
  });
  const examples = action.examples as { title?: string; input: Record<string, Json> }[];
  const errors = useMemo(() => fieldErrors(run.error), [run.error]);
  return (
    <Stack gap="md">
      <Section
        title="Input"
        actions={
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="default" rightSection={<CaretDownIcon />}>
                Fill with an example
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {examples.map(({ title, input }, index) => (
                <Menu.Item key={index} onClick={() => setValues(valuesFrom(specs, input))}>
                  {title ?? `Example ${index + 1}`}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        }
      >
        <Select
          label="Connection"
          data={all.map((one) => one.name)}
          value={connection}
          onChange={setChosen}
          allowDeselect={false}
          maw={320}
        />
        <FieldContext
          value={{
            connection,
            modes: ['text', 'list'],
            errors,
            writesProfile: action.writesProfile,
            docs: action.docs,
          }}
        >
          <FieldForm specs={specs} values={values} onChange={setValues} />
        </FieldContext>
        <Group>
          <Button onClick={() => run.mutate(true)} loading={run.isPending} disabled={connection === null}>
            Show the request
          </Button>
          {effect === 'read' ? (
            <Button
              variant="default"
              onClick={() => run.mutate(false)}
              loading={run.isPending}
              disabled={connection === null}
            >
              Read now
            </Button>
          ) : null}
        </Group>
        {run.isError ? <DecodedError error={errorInfoOf(run.error)} title="There is no request" /> : null}
      </Section>
      <div role="status">
        {run.data === undefined ? null : run.data.outcome === null ? (
          <Section title="What would be sent" help="Nothing was sent.">
            {run.data.instead === null ? null : <Text size="sm">{run.data.instead}</Text>}
            {run.data.requests.map((request, index) => (
              <Stack key={index} gap="xs">
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <Badge tt="none" variant="light" style={{ flexShrink: 0 }}>
                    {request.method}
                  </Badge>
                  <Code className="itc-mono">{request.url}</Code>
                </Group>
                {request.body === null || request.body === undefined ? null : (
                  <JsonTree value={request.body as Json} label={`Body of request ${index + 1}`} maxHeight={360} />
                )}
              </Stack>
            ))}
          </Section>
        ) : (
          <Section title="Answer" actions={<StatusBadge status={run.data.outcome} />}>
            {run.data.error === null ? null : <DecodedError error={run.data.error} raw={run.data.output as Json} />}
            {run.data.error === null ? <JsonTree value={run.data.output as Json} label="Answer" /> : null}
          </Section>
        )}
      </div>
      {effect === 'read' ? null : (
        <Text size="sm" c="dimmed">
          This action changes something in Iterable, so it is sent only by a recipe, the command line or the REST API.
        </Text>
      )}
    </Stack>
  );
}
