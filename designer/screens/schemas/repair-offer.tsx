import { Button, Group, List, Stack, Text } from '@mantine/core';

import { DiffView } from '../../components/diff-view.tsx';
import { Disclosure } from '../../components/disclosure.tsx';

/** A text that reads as JSON, and what was changed to get there. */
export interface Repair {
  text: string;
  what: string[];
}

// beyond, comparing costs more than it shows
const maxCompared = 100_000;

/** Offers a repaired text: what would change, in words and line by line, and the button that takes it. */
export function RepairOffer({ before, repair, onTake }: { before: string; repair: Repair; onTake: () => void }) {
  return (
    <Stack gap={4} align="stretch" w="100%">
      <Group gap="xs">
        <Button size="xs" onClick={onTake}>
          Take the repair
        </Button>
        <Text size="sm">It would make these changes:</Text>
      </Group>
      <List size="sm">
        {repair.what.map((change) => (
          <List.Item key={change}>{change}</List.Item>
        ))}
      </List>
      {before.length > maxCompared ? null : (
        <Disclosure label="Show line by line">
          <DiffView label="Sample before and after the repair" before={before} after={repair.text} language="json" />
        </Disclosure>
      )}
    </Stack>
  );
}
