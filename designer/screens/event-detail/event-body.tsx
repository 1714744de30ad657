import { Box, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import type { EventDetail, Json } from '../../api/types.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { JsonTree } from '../../components/json-tree.tsx';

const forms = [
  { value: 'tree', label: 'Tree' },
  { value: 'raw', label: 'As it came' },
];

/** The payload as recipes see it, or byte for byte. */
export function EventBody({ payload }: { payload: EventDetail['payload'] }) {
  const [form, setForm] = useState('tree');
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl aria-label="Form of the body" data={forms} value={form} onChange={setForm} />
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {payload.method} · {payload.contentType === '' ? 'no content type' : payload.contentType} ·{' '}
            {payload.text.length.toLocaleString()} characters
          </Text>
          <CopyButton value={payload.text} what="body" withLabel />
        </Group>
      </Group>
      {form === 'tree' ? (
        <JsonTree value={payload.json as Json} label="Payload" maxHeight={640} />
      ) : (
        <Box
          component="pre"
          className="itc-card itc-mono"
          p="sm"
          m={0}
          mah={640}
          tabIndex={0}
          role="region"
          aria-label="Body as it came"
          style={{ overflow: 'auto', whiteSpace: 'pre-wrap' }}
        >
          {payload.text === '' ? '(empty)' : payload.text}
        </Box>
      )}
      {payload.query === '' ? null : (
        <Text size="sm">
          Query: <span className="itc-mono">{payload.query}</span>
        </Text>
      )}
    </Stack>
  );
}
