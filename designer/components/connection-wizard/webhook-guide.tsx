import { Alert, Code, List, Stack, Text } from '@mantine/core';
import { InfoCircledIcon } from '@radix-ui/react-icons';

import { CopyField } from '../copy-field.tsx';

interface WebhookGuideProps {
  webhookUrl: string;
  secretHeader: string;
  /** null when it was shown before: it is shown once only */
  secret: string | null;
}

const isLocal = (address: string): boolean => /^http:|\/\/(127\.|localhost|\[::1\])/.test(address);

/** What to paste into Iterable, and where. */
export function WebhookGuide({ webhookUrl, secretHeader, secret }: WebhookGuideProps) {
  return (
    <Stack gap="md">
      <CopyField label="Webhook address" value={webhookUrl} />
      <CopyField label="Header name" value={secretHeader} />
      {secret === null ? (
        <Text size="sm" c="dimmed">
          The secret was shown when it was made. Make a new one if you do not have it any more.
        </Text>
      ) : (
        <CopyField label="Secret" value={secret} help="Shown this once. Copy it now." />
      )}
      {isLocal(webhookUrl) ? (
        <Alert color="yellow" variant="light" icon={<InfoCircledIcon />} title="Iterable cannot reach this address">
          <Text size="sm">
            It is an address of this machine, and Iterable asks for https. Put a proxy with a certificate in front of
            the server, set <Code>ITC_PUBLIC_URL</Code> to its address and start the server again.
          </Text>
        </Alert>
      ) : null}
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          In Iterable
        </Text>
        <List type="ordered" size="sm" spacing={4}>
          <List.Item>
            Open <b>Integrations → System Webhooks</b> and choose <b>Create Webhook</b>.
          </List.Item>
          <List.Item>
            Paste the webhook address as <b>Endpoint URL</b>.
          </List.Item>
          <List.Item>
            Under <b>HTTP headers</b> add <Code>{secretHeader}</Code> with the secret as its value. Or choose auth type{' '}
            <b>Basic</b> with the secret as token (Iterable then sends <Code>Authorization: &lt;secret&gt;</Code>), or{' '}
            <b>OAuth2</b> (<Code>Authorization: OAuth2 &lt;secret&gt;</Code>).
          </List.Item>
          <List.Item>Choose the events to send, and for which channels and message types.</List.Item>
          <List.Item>
            Switch the webhook on and save. The first event can take a few minutes: Iterable applies changes with a
            delay.
          </List.Item>
        </List>
      </Stack>
    </Stack>
  );
}
