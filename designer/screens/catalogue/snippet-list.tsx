import { Stack, Text } from '@mantine/core';

import { CodeEditor } from '../../components/code-editor.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/states.tsx';

const titles: Record<string, string> = {
  yaml: 'Recipe step (YAML)',
  cli: 'Command line',
  curl: 'curl',
  typescript: 'TypeScript',
};

/** The same call in other forms, as the server gives them: texts by form. */
export function SnippetList({ snippets }: { snippets: Record<string, string> | undefined }) {
  const forms = Object.entries(snippets ?? {});
  if (forms.length === 0) {
    return <EmptyState title="No snippets">This version of the server has none for this action.</EmptyState>;
  }
  return (
    <Stack gap="lg">
      {forms.map(([form, text]) => (
        <Stack key={form} gap="xs">
          <CodeEditor
            label={titles[form] ?? form}
            value={text}
            language={form === 'yaml' ? 'yaml' : form === 'json' ? 'json' : 'text'}
            minHeight={40}
          />
          <Text component="div">
            <CopyButton value={text} what={titles[form] ?? form} withLabel />
          </Text>
        </Stack>
      ))}
    </Stack>
  );
}
