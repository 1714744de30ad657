import { Code, Stack, Text, Title } from '@mantine/core';

import type { Json } from '../../api/types.ts';
import { JsonTree } from '../../components/json-tree.tsx';

interface Shown {
  title?: string;
  [part: string]: unknown;
}

interface ExampleListProps {
  examples: unknown;
  antiExamples: unknown;
  /** the parts of an example to draw, in order, with their titles */
  parts: [part: string, title: string][];
}

/** Examples as trees; below them what is refused, each with the reason. */
export function ExampleList({ examples, antiExamples, parts }: ExampleListProps) {
  return (
    <Stack gap="lg">
      {(examples as Shown[]).map((example, index) => (
        <Stack key={index} gap="xs">
          <Title order={2}>{example.title ?? `Example ${index + 1}`}</Title>
          {parts.map(([part, title]) => (
            <Stack key={part} gap={4}>
              <Text size="sm" fw={600}>
                {title}
              </Text>
              <JsonTree
                value={(example[part] ?? null) as Json}
                label={`${title} of ${example.title ?? `example ${index + 1}`}`}
                maxHeight={320}
              />
            </Stack>
          ))}
        </Stack>
      ))}
      <Stack gap="xs">
        <Title order={2}>What is refused</Title>
        {(antiExamples as Shown[]).map((example, index) => (
          <Stack key={index} gap={4} className="itc-card" p="sm">
            <Text size="sm">{String(example['reason'])}</Text>
            <Code block>{JSON.stringify(example['input'] ?? example['config'], null, 2)}</Code>
          </Stack>
        ))}
      </Stack>
    </Stack>
  );
}
