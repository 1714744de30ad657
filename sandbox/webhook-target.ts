/** An address that the sandbox posts webhooks to. */
export interface WebhookTarget {
  id: number;
  kind: 'system' | 'journey';
  url: string;
  headers: Record<string, string>;
  authType: 'NoAuth' | 'Basic' | 'OAuth2';
  authToken?: string | undefined;
  enabled: boolean;
  blastSendEnabled: boolean;
  triggeredSendEnabled: boolean;
  /** journey targets only; one without it gets the calls of every journey */
  workflowId?: number | undefined;
  /** `nested` keeps dataFields as an object, `flat` lays them beside workflowId; both are seen, neither is documented */
  layout: 'nested' | 'flat';
  /** false: a failed delivery is not repeated */
  retry: boolean;
}

/**
 * The Authorization header of a target. Iterable documents `<authType> <authToken>`, but its own example for Basic shows
 * the bare token, and OAuth2 comes with that word, not with Bearer.
 */
export function authorization({ authType, authToken }: WebhookTarget): Record<string, string> {
  if (authType === 'NoAuth' || authToken === undefined) return {};
  return { Authorization: authType === 'OAuth2' ? `OAuth2 ${authToken}` : authToken };
}
