import { Badge, Code, Group, Stack, Text } from '@mantine/core';

import type { Json } from '../../api/types.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { iterableCurl } from '../../components/curl-text.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { TestedStep } from './recipe-test.ts';

const sources: Record<TestedStep['source'], string> = {
  called: 'Called for real',
  given: 'Not called: output of an earlier test',
  example: 'Not called: output is an example',
  own: 'No call needed',
};

/** What one step came to in a test: input, request, answer. Never a job. */
export function TestedStepCard({ step, title }: { step: TestedStep; title: string }) {
  const { path, kind, input, requests, instead, source, outcome, output, error, exchanges, effect } = step;
  return (
    <Stack component="section" className="itc-card" p="sm" gap="xs" aria-label={`Test of ${path}`} data-tested={path}>
      <Group gap="xs">
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Text size="xs" c="dimmed" className="itc-mono">
          {path}
        </Text>
        <Badge color="violet" variant="light" tt="none">
          Test
        </Badge>
        {effect === null ? null : <StatusBadge status={effect} />}
        {source === 'called' || error !== null ? <StatusBadge status={outcome} /> : null}
        <Text size="xs" c="dimmed">
          {sources[source]}
        </Text>
      </Group>
      {error === null ? null : <DecodedError error={error} title="This step does not get through" />}
      {kind === 'action' ? (
        <>
          <Text size="sm" fw={600}>
            Input
          </Text>
          <JsonTree value={input as Json} label={`Input of ${path}`} maxHeight={240} />
          {instead === null ? null : (
            <>
              <Text size="sm" fw={600}>
                What happens instead of a call
              </Text>
              <Text size="sm">{instead}</Text>
            </>
          )}
          {requests.map((request, index) => (
            <Stack key={index} gap={4}>
              <Text size="sm" fw={600}>
                Request{requests.length > 1 ? ` ${index + 1} of ${requests.length}` : ''}
              </Text>
              <Group gap="xs" wrap="nowrap">
                <Code className="itc-mono" style={{ overflowWrap: 'anywhere' }}>
                  {request.method} {request.url}
                </Code>
                <CopyButton value={request.url} what="address" />
                <CopyButton value={() => iterableCurl(request)} what="as cURL" />
              </Group>
              {request.body === null ? null : (
                <JsonTree value={request.body as Json} label={`Request body ${index + 1} of ${path}`} maxHeight={240} />
              )}
            </Stack>
          ))}
        </>
      ) : null}
      {exchanges.map((exchange, index) => (
        <Disclosure
          key={index}
          label={`HTTP ${exchange.status ?? 'without an answer'}, ${Math.round(exchange.durationMs)} ms`}
        >
          <JsonTree value={exchange.responseBody as Json} label={`Answer ${index + 1} of ${path}`} maxHeight={240} />
        </Disclosure>
      ))}
      <Disclosure label="Output">
        <JsonTree value={output as Json} label={`Output of ${path}`} maxHeight={240} />
      </Disclosure>
    </Stack>
  );
}
