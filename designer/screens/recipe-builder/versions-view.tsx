import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answerOf, api } from '../../api/client.ts';
import { DiffView } from '../../components/diff-view.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import type { SavedRecipe } from './start-panel.tsx';
import type { RecipeDocument } from './recipe-document.ts';
import { writeYaml } from './recipe-yaml.ts';

const versionsQuery = (name: string, newest: number) =>
  queryOptions({
    queryKey: ['recipes', name, 'versions', newest],
    queryFn: async (): Promise<ListedVersion[]> =>
      (await answerOf(api.GET('/recipes/{name}/versions', { params: { path: { name }, query: { limit: 500 } } })))
        .items,
  });

/** A version as the list shows it; servers that know people say who saved it. */
type ListedVersion = { version: number; createdAt: string; author?: string | null };

const versionQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: ['recipes', name, 'version', version],
    queryFn: async () => {
      const path = { name, version };
      const answer = await answerOf(api.GET('/recipes/{name}/versions/{version}', { params: { path } }));
      return answer.document as unknown as RecipeDocument;
    },
    staleTime: Infinity,
  });

interface VersionsViewProps {
  saved: SavedRecipe | null;
  document: RecipeDocument;
  onRestore: (document: RecipeDocument, version: number) => void;
}

/** Every saved version, what it differs in from the document in the editor, and the way back to it. */
export default function VersionsView({ saved, document, onRestore }: VersionsViewProps) {
  if (saved === null) {
    return <EmptyState title="No versions yet">Each save makes a version; none is ever changed.</EmptyState>;
  }
  return <Versions saved={saved} document={document} onRestore={onRestore} />;
}

function Versions({ saved, document, onRestore }: VersionsViewProps & { saved: SavedRecipe }) {
  const versions = useQuery(versionsQuery(saved.name, saved.version));
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <Stack gap="md">
      <Section title="Versions" help="Jobs run the version that was the newest when their event arrived.">
        <QueryState query={versions} what="versions">
          {(all) => (
            <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Versions">
              {all.map(({ version, createdAt, author = null }) => (
                <Group component="li" key={version} justify="space-between" className="itc-card" p="xs">
                  <Group gap="xs">
                    <Text fw={600} size="sm">
                      Version {version}
                    </Text>
                    <Text size="sm" c="dimmed">
                      <TimeText at={createdAt} />
                      {author === null ? '' : ` by ${author}`}
                    </Text>
                    {version === saved.version ? (
                      <Badge variant="light" tt="none">
                        Newest
                      </Badge>
                    ) : null}
                  </Group>
                  <Button
                    size="xs"
                    variant={chosen === version ? 'filled' : 'default'}
                    aria-pressed={chosen === version}
                    onClick={() => setChosen(chosen === version ? null : version)}
                  >
                    Compare version {version}
                  </Button>
                </Group>
              ))}
            </Stack>
          )}
        </QueryState>
      </Section>
      {chosen === null ? null : (
        <Comparison key={chosen} name={saved.name} version={chosen} document={document} onRestore={onRestore} />
      )}
    </Stack>
  );
}

interface ComparisonProps extends Pick<VersionsViewProps, 'document' | 'onRestore'> {
  name: string;
  version: number;
}

function Comparison({ name, version, document, onRestore }: ComparisonProps) {
  const query = useQuery(versionQuery(name, version));
  const after = writeYaml(document);
  return (
    <Section
      title={`Version ${version} against the editor`}
      help="What the editor has more is marked as added, what it lacks as removed."
      actions={
        <Button
          disabled={query.data === undefined || writeYaml(query.data) === after}
          onClick={() => query.data !== undefined && onRestore(query.data, version)}
        >
          Restore version {version}
        </Button>
      }
    >
      <QueryState query={query} what="the version">
        {(before) =>
          writeYaml(before) === after ? (
            <Text size="sm" role="status">
              The editor holds just this version.
            </Text>
          ) : (
            <DiffView
              label={`Version ${version} against the editor`}
              before={writeYaml(before)}
              after={after}
              language="yaml"
            />
          )
        }
      </QueryState>
    </Section>
  );
}
