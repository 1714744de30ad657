import { Anchor, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';

import { connectionsQuery } from '../../api/queries.ts';
import type { Connection } from '../../api/types.ts';
import { usePermission } from '../../app/use-permission.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { Steps } from '../../components/steps.tsx';
import { ConnectionWizard } from '../../components/connection-wizard/connection-wizard.tsx';
import { FirstEventPanel } from '../../components/connection-wizard/first-event-panel.tsx';
import { WebhookGuide } from '../../components/connection-wizard/webhook-guide.tsx';
import { TemplateStep } from './template-step.tsx';

const steps = ['Connection', 'First event', 'First recipe'];

/** From nothing to a running recipe in three steps; where one is stands in the address, so it can be left and taken up again. */
export function Component() {
  const [params, setParams] = useSearchParams();
  const connections = useQuery(connectionsQuery);
  const mayManage = usePermission('server.manage');
  const step = Math.min(Math.max(Number(params.get('step') ?? 1) || 1, 1), steps.length);
  const chosen = params.get('connection');
  const go = (to: number, connection = chosen): void =>
    setParams({ step: String(to), ...(connection === null ? {} : { connection }) });
  return (
    <Screen title="First steps" lead="Connect a project, see an event arrive, switch on a recipe.">
      <Steps labels={steps} active={step - 1} isOpen={() => chosen !== null} onGo={(index) => go(index + 1)} />
      <QueryState query={connections} what="connections">
        {(all) => {
          const connection = all.find(({ name }) => name === chosen);
          if (step === 1 || connection === undefined) {
            return <ConnectionStep all={all} isNew={params.has('new')} choose={(name) => go(2, name)} />;
          }
          return step === 2 ? (
            <EventStep connection={connection} onNext={() => go(3)} />
          ) : (
            <Section
              title="Start from a template"
              help={`For ${connection.name}. A recipe is switched off until you looked at it.`}
            >
              <TemplateStep connection={connection.name} />
              {mayManage ? (
                <Text size="sm">
                  To hear of a job that fails,{' '}
                  <Anchor component={Link} to="/settings?tab=alerts" underline="always" inherit>
                    name a chat for alerts
                  </Anchor>
                  .
                </Text>
              ) : null}
              <Group>
                <Button component={Link} to="/">
                  Finish
                </Button>
              </Group>
            </Section>
          );
        }}
      </QueryState>
    </Screen>
  );
}

interface ConnectionStepProps {
  all: Connection[];
  isNew: boolean;
  choose: (name: string) => void;
}

function ConnectionStep({ all, isNew, choose }: ConnectionStepProps) {
  if (isNew || all.length === 0) {
    return (
      <Section title="Connect Iterable">
        <ConnectionWizard onDone={choose} />
      </Section>
    );
  }
  return (
    <Section title="Which project?" help="You can begin with the sandbox and connect your own project later.">
      <Stack gap="sm">
        {all.map(({ name, sandboxUrl, region }) => (
          <UnstyledButton key={name} className="itc-card" p="md" onClick={() => choose(name)}>
            <Text fw={600}>
              {sandboxUrl === null ? name : `Use the ${name === 'sandbox' ? '' : `${name} `}sandbox`}
            </Text>
            <Text size="sm" c="dimmed">
              {sandboxUrl === null
                ? `Iterable, data center ${region.toUpperCase()}`
                : 'A stand-in for Iterable on this machine. Nothing leaves it and nobody gets a message.'}
            </Text>
          </UnstyledButton>
        ))}
        <UnstyledButton component={Link} to="/setup?new" className="itc-card" p="md">
          <Text fw={600}>Connect Iterable</Text>
          <Text size="sm" c="dimmed">
            With a server-side API key of your project. It takes about three minutes.
          </Text>
        </UnstyledButton>
      </Stack>
    </Section>
  );
}

function EventStep({ connection, onNext }: { connection: Connection; onNext: () => void }) {
  const isSandbox = connection.sandboxUrl !== null;
  return (
    <Stack gap="md">
      <Section title="First event">
        <FirstEventPanel connection={connection.name} canSend={isSandbox} />
        <Group>
          <Button onClick={onNext}>Next</Button>
        </Group>
      </Section>
      {isSandbox ? null : (
        <Section title="Where the webhook belongs">
          <WebhookGuide {...connection} secret={null} />
        </Section>
      )}
    </Stack>
  );
}
