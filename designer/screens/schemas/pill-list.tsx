import { Badge, Group, Stack, Text } from '@mantine/core';

import { CopyButton } from '../../components/copy-button.tsx';

/** One pill of a schema, as the API gives it. */
export interface Pill {
  path: string;
  label: string;
  types: string[];
  nullable: boolean;
  optional: boolean;
  children: Pill[];
}

const most = 300;

const flat = (pills: readonly Pill[]): Pill[] => pills.flatMap((pill) => [pill, ...flat(pill.children)]);

/** The pills of a schema as they are written in a recipe, each to copy. */
export function PillList({ pills }: { pills: Pill[] }) {
  const all = flat(pills);
  if (all.length === 0) return <Text size="sm">The payload has no fields.</Text>;
  return (
    <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Pills">
      {all.slice(0, most).map(({ path, label, types, nullable, optional }) => (
        <Group component="li" key={path} gap="xs" wrap="nowrap">
          <CopyButton value={`{{ ${path} }}`} what={path} />
          <Text span className="itc-mono" miw={0}>
            {path}
          </Text>
          <Badge size="sm" variant="light" color="gray" tt="none" style={{ flexShrink: 0 }}>
            {[...types, ...(nullable ? ['null'] : [])].join(' or ') || 'any'}
          </Badge>
          <Text span size="xs" c="dimmed" className="itc-clip" visibleFrom="sm">
            {label}
            {optional ? ' · can be missing' : ''}
          </Text>
        </Group>
      ))}
      {all.length > most ? <Text size="sm">and {(all.length - most).toLocaleString()} more</Text> : null}
    </Stack>
  );
}
