/** What a connection says about sending; kept with the connection. */
export interface SendSettings {
  transactionalMessageTypeId: number | null;
  marketingMessageTypeId: number | null;
  testMode: {
    isOn: boolean;
    /** addresses, `@example.com` for everybody there, or user IDs */
    recipients: string[];
  };
  /** static list that suppressed people are taken off; null = none */
  suppressionListId: number | null;
  /** contents that may get a template and a campaign of their own */
  maxContents: number;
}

export const defaultSendSettings: SendSettings = {
  transactionalMessageTypeId: null,
  marketingMessageTypeId: null,
  testMode: { isOn: false, recipients: [] },
  suppressionListId: null,
  maxContents: 500,
};
