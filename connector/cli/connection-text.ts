import { pairLines, safeLine } from './text-table.ts';

/** A connection as REST shows it. */
export interface ShownConnection {
  name: string;
  region: string;
  projectType: string;
  projectId: string | null;
  environment: string | null;
  sandboxUrl: string | null;
  apiKeyHint: string;
  webhookUrl: string;
  secretHeader: string;
  allowUnauthenticated: boolean;
}

/** One check of a connection or of this machine. */
export interface Check {
  name: string;
  ok: boolean;
  cause?: string;
  fix?: string;
}

/** The key that a tracking SDK authenticates with; it is shown this once. */
export const writeKeyLines = (writeKey: string): string[] => [
  ...pairLines({ 'write key': writeKey }),
  'For tracking SDKs pointed at this server; it is not shown again.',
];

/** Where the address and the secret belong in Iterable; the secret is shown this once. */
export function webhookSteps({ webhookUrl, secretHeader }: ShownConnection, secret: string): string[] {
  return [
    ...pairLines({ 'webhook address': webhookUrl, 'webhook secret': secret }),
    '',
    'The secret is not shown again. In Iterable:',
    '  1. Integrations > System Webhooks > Create Webhook',
    `  2. Endpoint: the webhook address above`,
    `  3. Headers: add ${secretHeader} with the secret as its value`,
    '     (or choose the authentication Basic or OAuth2 and enter the secret as the token)',
    '  4. Choose the events, save, then switch the webhook on',
    'For journeys: Integrations > Journey Webhooks, with the address that `itc recipe show` prints and the same secret.',
  ];
}

/** Checks with a mark each, and under a failed one its cause and what to do. */
export function checkLines(checks: readonly Check[], mark: (ok: boolean) => string): string[] {
  return checks.flatMap(({ name, ok, cause, fix }) => [
    `${mark(ok)} ${safeLine(name)}${cause === undefined ? '' : `: ${safeLine(cause)}`}`,
    ...(fix === undefined || ok ? [] : [`  ${safeLine(fix)}`]),
  ]);
}
