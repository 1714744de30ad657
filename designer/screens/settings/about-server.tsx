import { Anchor, Code } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { serverQuery } from '../../api/queries.ts';
import { FactList } from '../../components/fact-list.tsx';
import { formatBytes } from '../../components/format-bytes.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Version, age and disk of the server. */
export function AboutServer() {
  const query = useQuery(serverQuery);
  return (
    <Section title="About this server">
      <QueryState query={query} what="the server">
        {({ version, node, startedAt, data }) => (
          <FactList
            facts={[
              ['Version', version],
              ['Node', node],
              ['Started', <TimeText at={startedAt} as="age" />],
              ['Data folder', <Code>{data.folder}</Code>],
              ['It takes', formatBytes(data.bytes)],
              [
                'Free on its disk',
                `${formatBytes(data.freeBytes)} of ${formatBytes(data.totalBytes)}${data.freeBytes < data.bytes ? ': less than the folder takes already' : ''}`,
              ],
              [
                'REST API',
                <Anchor href="/api/v1/docs" target="_blank" size="sm" underline="always">
                  Reference, to try out
                </Anchor>,
              ],
            ]}
          />
        )}
      </QueryState>
    </Section>
  );
}
