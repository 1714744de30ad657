import { SegmentedControl, Stack, Switch, Text, useMantineColorScheme } from '@mantine/core';

import { usePreference } from '../../app/preferences.ts';
import { Section } from '../../components/section.tsx';

/** What this browser remembers. */
export function BrowserPreferences() {
  const [zone, setZone] = usePreference('timeZone');
  const [singleKeys, setSingleKeys] = usePreference('singleKeys');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title="This browser">
      <Stack gap="md" align="flex-start">
        <Stack gap={4}>
          <Text size="sm" fw={600} id="zone">
            Times
          </Text>
          <SegmentedControl
            aria-labelledby="zone"
            value={zone}
            onChange={setZone}
            data={[
              { value: 'local', label: 'Local' },
              { value: 'utc', label: 'UTC' },
            ]}
          />
        </Stack>
        <Stack gap={4}>
          <Text size="sm" fw={600} id="colours">
            Colours
          </Text>
          <SegmentedControl
            aria-labelledby="colours"
            value={colorScheme}
            onChange={setColorScheme}
            data={[
              { value: 'auto', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Stack>
        <Switch
          label="Keys without Ctrl"
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
      </Stack>
    </Section>
  );
}
