import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { triggerQuery } from '../../api/queries.ts';
import { QueryState } from '../../components/query-state.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { Screen } from '../../components/screen.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { catalogueLink } from './catalogue-link.tsx';
import { ExampleList } from './example-list.tsx';
import { FieldTable } from './field-table.tsx';

const sources = {
  system_webhook: 'System webhook',
  journey_webhook: 'Journey (workflow) webhook',
  tracking_call: 'Tracking call',
  schedule: 'Schedule',
};

/** One trigger: its settings, its payload and examples. */
export function Component() {
  const { name = '' } = useParams();
  const query = useQuery(triggerQuery(name));
  const trigger = query.data;
  const parts: [string, string][] = [
    ['config', 'Settings'],
    ['payload', 'Payload'],
  ];
  return (
    <Screen
      title={trigger?.title ?? name}
      lead={trigger?.summary}
      above={catalogueLink}
      actions={trigger === undefined ? undefined : <StatusBadge status="trigger" label={sources[trigger.source]} />}
    >
      <QueryState query={query} what="the trigger">
        {({ config, output, examples, antiExamples }) => (
          <ScreenTabs
            label="Parts of the trigger"
            tabs={[
              { value: 'fields', label: 'Fields', content: <FieldTable schema={output} what="fields" /> },
              { value: 'settings', label: 'Settings', content: <FieldTable schema={config} what="settings" /> },
              {
                value: 'examples',
                label: 'Examples',
                content: <ExampleList examples={examples} antiExamples={antiExamples} parts={parts} />,
              },
            ]}
          />
        )}
      </QueryState>
    </Screen>
  );
}
