import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';

import { CopyField } from '../copy-field.tsx';

export interface Installed {
  trackingUrl: string;
  /** null when the connection was there before */
  writeKey: string | null;
  recipes: { name: string }[];
}

/** What a tracking SDK is given, and the recipes that take its calls. */
export function InstalledMapping({ trackingUrl, writeKey, recipes }: Installed) {
  return (
    <Stack gap="sm">
      <CopyField label="Address for tracking SDKs" value={trackingUrl} />
      {writeKey === null ? null : <CopyField label="Write key" value={writeKey} help="Shown this once. Copy it now." />}
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          These recipes are switched on
        </Text>
        <List size="sm" spacing={4} aria-label="Installed recipes">
          {recipes.map(({ name }) => (
            <List.Item key={name}>
              <Anchor component={Link} to={`/recipes/${name}`} size="sm" underline="always">
                {name}
              </Anchor>
            </List.Item>
          ))}
        </List>
      </Stack>
    </Stack>
  );
}
