import { Button, Code, Group, Popover, Stack, Text } from '@mantine/core';
import { CodeIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import { CopyButton } from './copy-button.tsx';
import { curlText } from './curl-text.ts';

interface ShowAsProps {
  /** what follows `itc` */
  cli: string;
  /** path below `/api/v1`, with its query */
  rest: string;
  /** the same as JSON, to copy */
  json?: unknown;
}

/** The thing of a page in the forms that an engineer takes elsewhere: link, command line, REST call, JSON. */
export function ShowAs({ cli, rest, json }: ShowAsProps) {
  const [isOpen, setOpen] = useState(false);
  const forms = [
    { what: 'link', title: 'Link to this page', text: window.location.href },
    { what: 'command line', title: 'Command line', text: `npx itc ${cli}` },
    {
      what: 'REST call',
      title: 'REST call',
      text: curlText({
        method: 'GET',
        url: `${window.location.origin}/api/v1${rest}`,
        headers: { Authorization: 'Bearer <API token>' },
      }),
    },
  ];
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<CodeIcon />} onClick={() => setOpen(!isOpen)}>
          Show as…
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Show as">
        <Stack gap="sm">
          {forms.map(({ what, title, text }) => (
            <div key={what}>
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm" fw={600}>
                  {title}
                </Text>
                <CopyButton value={text} what={what} />
              </Group>
              <Code block className="itc-mono" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {text}
              </Code>
            </div>
          ))}
          {json === undefined ? null : (
            <div>
              <CopyButton value={() => JSON.stringify(json, null, 2)} what="as JSON" withLabel />
            </div>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
