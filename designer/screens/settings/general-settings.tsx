import { Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { serverQuery } from '../../api/queries.ts';
import { FactList } from '../../components/fact-list.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';

const days = (count: number): string => (count === 1 ? '1 day' : `${count.toLocaleString()} days`);

/** The settings that the server was started with. */
export function GeneralSettings() {
  const query = useQuery(serverQuery);
  return (
    <Section
      title="Started with"
      help={
        <>
          Set as environment variables or in <Code>.env</Code>; a change counts after the next start.
        </>
      }
    >
      <QueryState query={query} what="the settings">
        {({ url, publicUrl, trustedProxies, keepDays, dedupWindowDays, sandbox, logLevel }) => (
          <>
            <FactList
              facts={[
                ['Listens at', <Code>{url}</Code>],
                [
                  'Public address',
                  publicUrl === null ? (
                    'not set; webhook addresses show where the server listens'
                  ) : (
                    <Code>{publicUrl}</Code>
                  ),
                ],
                ['Trusted proxies', trustedProxies.length === 0 ? 'none' : <Code>{trustedProxies.join(', ')}</Code>],
                ['Events are kept', days(keepDays.events)],
                ['Jobs are kept', days(keepDays.jobs)],
                ['Refused calls are kept', days(keepDays.rejectedCalls)],
                [
                  'Repeated deliveries',
                  dedupWindowDays === 0 ? 'are not told apart' : `are known as such for ${days(dedupWindowDays)}`,
                ],
                ['Sandbox', sandbox ? 'starts with the server' : 'off'],
                ['Log level', logLevel],
              ]}
            />
            <Text size="xs" c="dimmed">
              The variables are <Code>ITC_PUBLIC_URL</Code>, <Code>ITC_TRUSTED_PROXIES</Code>,{' '}
              <Code>ITC_KEEP_EVENTS_DAYS</Code>, <Code>ITC_KEEP_JOBS_DAYS</Code>, <Code>ITC_KEEP_REJECTED_DAYS</Code>,{' '}
              <Code>ITC_DEDUP_WINDOW_MS</Code>, <Code>ITC_SANDBOX</Code> and <Code>ITC_LOG_LEVEL</Code>.
            </Text>
          </>
        )}
      </QueryState>
    </Section>
  );
}
