import { Button, Group, Modal, ScrollArea, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';

import { actionsQuery } from '../../api/queries.ts';
import { QueryState } from '../../components/query-state.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFocusBack } from '../../components/use-focus-back.ts';
import type { ActionSummary } from '../../api/types.ts';
import classes from './step-list.module.css';
import type { RecipeDocument, Step } from './recipe-document.ts';
import { freshId } from './step-tree.ts';

interface Block {
  name: string;
  title: string;
  summary: string;
  make: (id: string) => Step;
}

const blocks: readonly Block[] = [
  {
    name: 'if_else',
    title: 'If / else',
    summary: 'Runs some steps if a condition holds, others if not.',
    make: (id) => ({ id, if: { left: '', op: 'equals', right: '' }, then: [], else: [] }),
  },
  {
    name: 'for_each',
    title: 'For each',
    summary: 'Runs steps once for each item of a list, or for groups of items.',
    make: (id) => ({ id, forEach: '', steps: [] }),
  },
  {
    name: 'for_each_page',
    title: 'For each page',
    summary: 'Brings an export of any size and runs steps for each page of its rows.',
    make: (id) => ({ id, forEachPage: { use: 'export_data_json', with: {} }, steps: [] }),
  },
  {
    name: 'stop',
    title: 'Stop',
    summary: 'Ends the job, in good order or as failed.',
    make: (id) => ({ id, stop: { as: 'stopped' } }),
  },
  {
    name: 'respond',
    title: 'Respond',
    summary: 'Answers the call of a journey webhook.',
    make: (id) => ({ id, respond: { status: 200, body: {} } }),
  },
];

interface AddStepProps {
  document: RecipeDocument;
  onAdd: (step: Step) => void;
  onClose: () => void;
}

/** Chooses what the new step does. */
export function AddStep({ document, onAdd, onClose }: AddStepProps) {
  useFocusBack();
  const actions = useQuery(actionsQuery);
  const [search, setSearch] = useState('');
  const fits = ({ name, title, summary }: { name: string; title: string; summary: string }): boolean =>
    search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => `${name} ${title} ${summary}`.toLowerCase().includes(word));
  const add = (name: string, make: (id: string) => Step): void => onAdd(make(freshId(document, name)));
  const addAction = ({ name }: ActionSummary): void => add(name, (id) => ({ id, use: name, with: {} }));
  const foundBlocks = blocks.filter(fits);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const [action] = (actions.data ?? []).filter(fits);
    const [block] = foundBlocks;
    if (action !== undefined) addAction(action);
    else if (block !== undefined) add(block.name, block.make);
  };
  return (
    <Modal opened onClose={onClose} title="Add a step" size="lg" scrollAreaComponent={ScrollArea.Autosize}>
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label="What should it do?"
          description="Enter takes the first one."
          placeholder="update user, send, list…"
          leftSection={<MagnifyingGlassIcon />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <QueryState query={actions} what="actions">
          {(all) => {
            const found = all.filter(fits);
            const resources = [...new Set(found.map(({ resource }) => resource))];
            return (
              <Stack gap="md">
                {resources.map((resource) => (
                  <Choices key={resource} title={resource}>
                    {found
                      .filter((action) => action.resource === resource)
                      .map((action) => (
                        <Choice key={action.name} {...action} onClick={() => addAction(action)}>
                          <StatusBadge status={action.effect} />
                        </Choice>
                      ))}
                  </Choices>
                ))}
                {foundBlocks.length === 0 ? null : (
                  <Choices title="flow">
                    {foundBlocks.map((block) => (
                      <Choice key={block.name} {...block} onClick={() => add(block.name, block.make)} />
                    ))}
                  </Choices>
                )}
                {found.length + foundBlocks.length > 0 ? null : (
                  <Group>
                    <Text size="sm" c="dimmed">
                      Nothing does that. Any other call to Iterable can be made with “custom request”.
                    </Text>
                    <Button size="xs" variant="default" onClick={() => setSearch('')}>
                      Show all
                    </Button>
                  </Group>
                )}
              </Stack>
            );
          }}
        </QueryState>
      </Stack>
    </Modal>
  );
}

function Choices({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap={6}>
      <Title order={3} size="sm" c="dimmed" tt="capitalize">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

interface ChoiceProps {
  title: string;
  summary: string;
  onClick: () => void;
  children?: React.ReactNode;
}

function Choice({ title, summary, onClick, children }: ChoiceProps) {
  return (
    <UnstyledButton className={`itc-card ${classes['choice']}`} p="xs" onClick={onClick}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {summary}
          </Text>
        </div>
        {children}
      </Group>
    </UnstyledButton>
  );
}
