import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';

import type { DriftReport } from '../../api/types.ts';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { pointerText } from './field-rows.ts';
import { wizardLink } from '../../components/trigger-name.ts';

type Drift = DriftReport['drifts'][number];

const kinds: Record<Drift['kind'], { label: string; color: string }> = {
  appeared: { label: 'New field', color: 'blue' },
  vanished: { label: 'No longer comes', color: 'red' },
  type: { label: 'Other type', color: 'orange' },
  nullable: { label: 'Null came', color: 'yellow' },
};

interface DriftListProps {
  place: { connection: string; triggerKey: string };
  report: DriftReport | undefined;
}

/** How the last events differ from the accepted schema, with the recipes that read those fields. */
export function DriftList({ place, report }: DriftListProps) {
  if (report === undefined || report.baseline === null) {
    return (
      <EmptyState
        title="Nothing to compare with yet"
        action={
          <Button component={Link} to={wizardLink(place, 4)}>
            Accept what is known
          </Button>
        }
      >
        Save a version: later events are then compared with it.
      </EmptyState>
    );
  }
  const baseline = report.baseline === 'saved' ? `version ${report.version ?? ''}` : 'the schema that ships';
  if (report.drifts.length === 0) {
    return (
      <EmptyState title="The last events fit">
        They are compared with {baseline}; a field that appears, goes or changes its type shows up here.
      </EmptyState>
    );
  }
  return (
    <Section
      title="The last events differ"
      help={`Compared with ${baseline}.`}
      actions={
        <Button component={Link} to={wizardLink(place, 4)} variant="default">
          Accept as it comes now
        </Button>
      }
    >
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Differences">
        {report.drifts.map((drift) => (
          <DriftLine key={`${drift.kind} ${drift.path}`} drift={drift} place={place} />
        ))}
      </Stack>
    </Section>
  );
}

function DriftLine({ drift, place }: { drift: Drift; place: DriftListProps['place'] }) {
  const { kind, path, message, since, events, of, exampleEvent, recipes } = drift;
  return (
    <Stack component="li" gap={2}>
      <Group gap="xs">
        <Badge variant="light" color={kinds[kind].color} tt="none">
          {kinds[kind].label}
        </Badge>
        <span className="itc-mono">{pointerText(path) || 'the whole payload'}</span>
      </Group>
      <Text size="sm">{message}</Text>
      <Text size="sm" c="dimmed" component="div">
        In {events.toLocaleString()} of the last {of.toLocaleString()} events
        {since === null ? null : (
          <>
            , {kind === 'vanished' ? 'last seen' : 'first seen'} <TimeText at={since} as="age" />
          </>
        )}
        {exampleEvent === null ? null : (
          <>
            {' · '}
            <Anchor component={Link} to={`/events/${exampleEvent}`} size="sm" underline="always">
              an event that shows it
            </Anchor>
          </>
        )}
        {path === '' ? null : (
          <>
            {' · '}
            <Anchor component={Link} to={wizardLink(place, 3, pointerText(path))} size="sm" underline="always">
              the field in the wizard
            </Anchor>
          </>
        )}
      </Text>
      {recipes.map(({ recipe, path: at, pill }) => (
        <Text size="sm" key={`${recipe} ${at} ${pill}`}>
          Read by{' '}
          <Anchor component={Link} to={`/recipes/${encodeURIComponent(recipe)}`} size="sm" underline="always">
            {recipe}
          </Anchor>{' '}
          in <span className="itc-mono">{at}</span>
        </Text>
      ))}
    </Stack>
  );
}
