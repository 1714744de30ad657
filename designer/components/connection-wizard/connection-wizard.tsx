import {
  Button,
  Group,
  Loader,
  PasswordInput,
  Radio,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { errorInfoOf } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { connectionsQuery } from '../../api/queries.ts';
import type { Connection } from '../../api/types.ts';
import { usePreference } from '../../app/preferences.ts';
import { DecodedError } from '../decoded-error.tsx';
import { Steps } from '../steps.tsx';
import { CheckList } from './check-list.tsx';
import { FirstEventPanel } from './first-event-panel.tsx';
import { InstalledMapping } from './installed-mapping.tsx';
import { connectionName, regionOf } from './region-of.ts';
import { bodyOf, saveConnection, type Draft } from './save-connection.ts';
import { WebhookGuide } from './webhook-guide.tsx';

const emptyDraft: Draft = {
  name: 'production',
  dashboardUrl: '',
  region: 'us',
  projectType: 'email',
  environment: '',
  apiKey: '',
  mapping: 'none',
};

/** Leads from nothing to a tested connection with its webhook. @param onDone called with its name when the person is through */
export function ConnectionWizard({ onDone }: { onDone: (name: string) => void }) {
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState(emptyDraft);
  const [, choose] = usePreference('connection');
  const queries = useQueryClient();
  const trial = useMutation({ mutationFn: () => answerOf(api.POST('/connection-trials', { body: bodyOf(draft) })) });
  const save = useMutation({
    mutationFn: () => saveConnection(draft),
    onSuccess: async ({ connection: { name } }) => {
      // what the trial found is kept with the connection by testing it once more
      await api.POST('/connections/{name}/test', { params: { path: { name } } });
      await queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      choose(name);
      setStep(3);
    },
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const test = (): void => {
    setStep(2);
    trial.mutate();
  };
  const labels = ['Project', 'API key', 'Test', 'Webhook'];
  return (
    <Stack gap="lg">
      <Steps labels={labels} active={step} isOpen={(index) => index < step && step < 3} onGo={setStep} />
      {step === 0 ? <ProjectStep draft={draft} change={change} onNext={() => setStep(1)} /> : null}
      {step === 1 ? <KeyStep draft={draft} change={change} onBack={() => setStep(0)} onNext={test} /> : null}
      {step === 2 ? (
        <Stack gap="md">
          <div role="status">
            {trial.isPending ? (
              <Group gap="sm">
                <Loader size="sm" aria-hidden /> <Text>Testing with harmless calls…</Text>
              </Group>
            ) : null}
            {trial.data === undefined ? null : <CheckList test={trial.data} />}
          </div>
          {trial.isError ? <DecodedError error={errorInfoOf(trial.error)} title="The test did not run" /> : null}
          {save.isError ? <DecodedError error={errorInfoOf(save.error)} title="Not saved" /> : null}
          <Group>
            <Button variant="default" onClick={() => setStep(trial.data?.state === 'wrong_region' ? 0 : 1)}>
              Back
            </Button>
            <Button variant="default" onClick={test} disabled={trial.isPending}>
              Test again
            </Button>
            <Button
              onClick={() => save.mutate()}
              loading={save.isPending}
              disabled={trial.data === undefined || !['connected', 'missing_permission'].includes(trial.data.state)}
            >
              Save connection
            </Button>
          </Group>
        </Stack>
      ) : null}
      {step === 3 && save.data !== undefined ? (
        <Stack gap="md">
          {save.data.installed === null ? null : <InstalledMapping {...save.data.installed} />}
          <WebhookGuide {...save.data.connection} secret={save.data.secret} />
          <FirstEventPanel connection={save.data.connection.name} canSend={false} />
          <Group>
            <Button onClick={() => onDone(save.data.connection.name)}>Done</Button>
          </Group>
        </Stack>
      ) : null}
    </Stack>
  );
}

interface StepProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  onNext: () => void;
}

const projectTypes: { value: Connection['projectType']; label: string; description: string }[] = [
  { value: 'email', label: 'Email-based', description: 'People are told apart by email address. The usual choice.' },
  { value: 'userId', label: 'UserID-based', description: 'People are told apart by the user ID you give them.' },
  { value: 'hybrid', label: 'Hybrid', description: 'Both may be used.' },
];

const mappings: { value: Draft['mapping']; label: string }[] = [
  { value: 'none', label: 'Install none' },
  { value: 'default', label: 'Install all: profiles, events, pages, orders, carts' },
  { value: 'events', label: 'Install events and pages' },
  { value: 'profiles', label: 'Install profiles' },
];

function ProjectStep({ draft, change, onNext }: StepProps) {
  const found = regionOf(draft.dashboardUrl);
  const isForeign = draft.dashboardUrl.trim() !== '' && found === null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Stack gap="md" maw={560}>
        <TextInput
          label="Address of your Iterable project"
          description="Paste it from the browser while you look at Iterable; it tells the data center."
          placeholder="https://app.iterable.com/…"
          inputMode="url"
          value={draft.dashboardUrl}
          error={isForeign ? 'An address of Iterable begins with app.iterable.com or app.eu.iterable.com' : undefined}
          onChange={(event) => {
            const dashboardUrl = event.currentTarget.value;
            change({ dashboardUrl, region: regionOf(dashboardUrl) ?? draft.region });
          }}
        />
        <Stack gap={4}>
          <Text size="sm" fw={600} id="region">
            Data center
          </Text>
          <SegmentedControl
            aria-labelledby="region"
            w="fit-content"
            value={draft.region}
            disabled={found !== null}
            onChange={(region) => change({ region })}
            data={[
              { value: 'us', label: 'United States' },
              { value: 'eu', label: 'Europe' },
            ]}
          />
        </Stack>
        <Radio.Group
          label="Project type"
          description="In Iterable: Settings → Project Settings."
          value={draft.projectType}
          onChange={(projectType) => change({ projectType: projectType as Draft['projectType'] })}
        >
          <Stack gap="xs" mt="xs">
            {projectTypes.map((type) => (
              <Radio key={type.value} {...type} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label="Name of the connection"
          description="Recipes refer to it. Small letters, digits, - and _."
          required
          value={draft.name}
          onChange={(event) => change({ name: connectionName(event.currentTarget.value) })}
        />
        <TextInput
          label="Environment"
          description="A word such as production or test, shown beside the name."
          value={draft.environment}
          onChange={(event) => change({ environment: event.currentTarget.value })}
        />
        <Select
          label="Tracking calls"
          description="Ready-made recipes bring the calls of Segment-like SDKs to Iterable; each can be edited later."
          allowDeselect={false}
          data={mappings}
          value={draft.mapping}
          onChange={(mapping) => {
            if (mapping !== null) change({ mapping: mapping as Draft['mapping'] });
          }}
        />
        <Button type="submit" w="fit-content" disabled={isForeign}>
          Next
        </Button>
      </Stack>
    </form>
  );
}

function KeyStep({ draft, change, onBack, onNext }: StepProps & { onBack: () => void }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Stack gap="md" maw={560}>
        <Text size="sm">
          In Iterable open <b>Integrations → API Keys</b>, choose <b>New API key</b>, type <b>Server-side</b>, and copy
          the key. Iterable shows it once.
        </Text>
        <PasswordInput
          label="Server-side API key"
          description="Encrypted at rest and never shown again."
          required
          autoComplete="off"
          value={draft.apiKey}
          onChange={(event) => change({ apiKey: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the key', tabIndex: 0, 'aria-hidden': false }}
        />
        <Group>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button type="submit" disabled={draft.apiKey.trim().length < 8}>
            Test
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
