import { Alert, Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { CheckCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import type { SchemaPreview } from '../../api/types.ts';
import { pointerText } from './field-rows.ts';

type Diff = SchemaPreview['diff'];

const typeText = (types: readonly string[]): string => (types.length === 0 ? 'not known' : types.join(' or '));

/** The difference in one sentence: "2 fields added, 1 removed". */
export function changeSentence({ added, removed, changed }: Diff): string {
  const parts = [
    [added.length, 'added'],
    [removed.length, 'removed'],
    [changed.length, 'changed'],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return parts.length === 0 ? 'No field changed' : `Fields: ${parts.join(', ')}`;
}

/** What was added, taken out and changed. */
export function SchemaChanges({ diff }: { diff: Diff }) {
  const { added, removed, changed } = diff;
  const lines = [
    ...removed.map((path) => ({ path, sign: 'removed', color: 'red', text: '' })),
    ...changed.map(({ path, from, to }) => ({
      path,
      sign: 'changed',
      color: 'orange',
      text: `${typeText(from)} became ${typeText(to)}`,
    })),
    ...added.map((path) => ({ path, sign: 'added', color: 'green', text: '' })),
  ];
  if (lines.length === 0) return <Text size="sm">No field changed.</Text>;
  return (
    <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Changed fields">
      {lines.map(({ path, sign, color, text }) => (
        <Group component="li" key={`${sign} ${path}`} gap="xs">
          <Badge size="sm" variant="light" color={color} tt="none" w={78}>
            {sign}
          </Badge>
          <span className="itc-mono">{path === '' ? 'the whole payload' : pointerText(path)}</span>
          <Text span size="sm" c="dimmed">
            {text}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

/** The pills that lose their field, with their recipes; a green line where there are none. */
export function BrokenPills({ broken }: { broken: SchemaPreview['broken'] }) {
  if (broken.length === 0) {
    return (
      <Alert color="green" variant="light" icon={<CheckCircledIcon />} title="No recipe breaks">
        Every pill keeps its field.
      </Alert>
    );
  }
  const recipes = new Set(broken.map(({ recipe }) => recipe)).size;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<ExclamationTriangleIcon />}
      title={`${broken.length} ${broken.length === 1 ? 'pill' : 'pills'} in ${recipes} ${recipes === 1 ? 'recipe' : 'recipes'} would break`}
    >
      <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Broken pills">
        {broken.map(({ recipe, path, pill, field }) => (
          <Text component="li" size="sm" key={`${recipe} ${path} ${pill}`}>
            <Anchor component={Link} to={`/recipes/${encodeURIComponent(recipe)}`} size="sm" underline="always">
              {recipe}
            </Anchor>{' '}
            reads <span className="itc-mono">{pill}</span> in <span className="itc-mono">{path}</span>; the field{' '}
            <span className="itc-mono">{pointerText(field) || field}</span> is gone or became another kind of value.
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
