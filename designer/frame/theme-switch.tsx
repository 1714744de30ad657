import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { CheckIcon, DesktopIcon, MoonIcon, SunIcon } from '@radix-ui/react-icons';

const schemes: { scheme: MantineColorScheme; label: string; Icon: typeof SunIcon }[] = [
  { scheme: 'light', label: 'Light', Icon: SunIcon },
  { scheme: 'dark', label: 'Dark', Icon: MoonIcon },
  { scheme: 'auto', label: 'As the system', Icon: DesktopIcon },
];

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { Icon } = schemes.find(({ scheme }) => scheme === colorScheme) ?? { Icon: DesktopIcon };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Colour scheme">
          <Icon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ scheme, label, Icon: Sign }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Sign />}
            rightSection={scheme === colorScheme ? <CheckIcon aria-label="chosen" /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
