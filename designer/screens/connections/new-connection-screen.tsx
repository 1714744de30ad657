import { Anchor } from '@mantine/core';
import { Link, useNavigate } from 'react-router';

import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { ConnectionWizard } from '../../components/connection-wizard/connection-wizard.tsx';

/** Connecting an Iterable project. */
export function Component() {
  const navigate = useNavigate();
  return (
    <Screen
      title="Connect Iterable"
      above={
        <Anchor component={Link} to="/connections" size="sm">
          ← Connections
        </Anchor>
      }
    >
      <Section title="A new connection">
        <ConnectionWizard onDone={(name) => void navigate(`/connections/${name}`)} />
      </Section>
    </Screen>
  );
}
