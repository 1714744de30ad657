import type { JsonObject } from './json-value.ts';
import type { Campaign } from './project-catalogue.ts';

/** A template: what is common to all locales, and one set of content members for each locale. */
export interface Template {
  id: number;
  /** as `messageMedium` spells it; Embedded has its own calls but is no filter of the list */
  medium: string;
  templateType: 'Base' | 'Blast' | 'Triggered' | 'Workflow';
  name: string;
  clientTemplateId?: string | undefined;
  campaignId?: number | undefined;
  creatorUserId: string;
  messageTypeId: number;
  createdAt: number;
  updatedAt: number;
  defaultLocale: string;
  contents: Record<string, JsonObject>;
}

const editor = 'editor@example.com';
const epoch = Date.UTC(2030, 0, 7, 9, 0, 0);

/** The locale of content that was given without one. */
export const plainLocale = 'default';

const emailContent = {
  subject: 'Notice {{noticeNumber}} for you',
  preheaderText: '',
  fromName: 'Sandbox',
  fromEmail: 'sandbox@mail.example.org',
  replyToEmail: 'reply@mail.example.org',
  ccEmails: [],
  bccEmails: [],
  html: '<!doctype html><p>Hello {{firstName}}, notice {{noticeNumber}} has arrived.</p>',
  plainText: 'Hello {{firstName}}, notice {{noticeNumber}} has arrived.',
  cacheDataFeed: true,
  mergeDataFeedContext: false,
};

const pushContent = {
  title: 'Notice',
  message: 'Notice {{noticeNumber}} has arrived',
  payload: {},
  badge: '',
  sound: '',
};

const edge = (displayOption: string): JsonObject => ({ displayOption });

const inAppContent = {
  html: '<!doctype html><p>Notice {{noticeNumber}}</p>',
  payload: {},
  inAppDisplaySettings: {
    top: edge('AutoExpand'),
    right: { percentage: 0 },
    bottom: edge('AutoExpand'),
    left: { percentage: 0 },
  },
  webInAppDisplaySettings: { position: 'Center' },
  inboxMetadata: null,
  expirationDuration: 'now+90d',
};

const embeddedContent = {
  title: 'Notice',
  body: 'Hello {{firstName}}',
  placementId: 41,
  payload: {},
  elements: { mediaUrl: '', buttons: [], text: [] },
};

/** What a template of each medium says at first. */
export const contentOfMedium: Readonly<Record<string, JsonObject>> = {
  Email: emailContent,
  Push: pushContent,
  SMS: { message: 'Notice {{noticeNumber}} has arrived', imageUrl: null },
  InApp: inAppContent,
  WebPush: pushContent,
  WhatsApp: { message: 'Notice {{noticeNumber}} has arrived' },
  Embedded: embeddedContent,
};

/** A base template of each medium with calls of its own (8100001 to 8100005), and the copy that each campaign holds. */
export function seedTemplates(campaigns: readonly Campaign[]): Map<number, Template> {
  const common = { creatorUserId: editor, defaultLocale: plainLocale };
  const base = ['Email', 'Push', 'SMS', 'InApp', 'Embedded'].map((medium, i): Template => ({
    ...common,
    id: 8100001 + i,
    medium,
    templateType: 'Base',
    name: `${medium} base template`,
    messageTypeId: 61001 + i * 10,
    createdAt: epoch + i * 1000,
    updatedAt: epoch + i * 1000,
    contents: { [plainLocale]: { ...contentOfMedium[medium] } },
  }));
  const copies = campaigns.map((campaign): Template => ({
    ...common,
    id: campaign.templateId,
    medium: campaign.messageMedium,
    templateType: campaign.type,
    name: `${campaign.name} template`,
    campaignId: campaign.id,
    messageTypeId: campaign.messageTypeId,
    createdAt: campaign.createdAt,
    updatedAt: campaign.updatedAt,
    contents: { [plainLocale]: { ...contentOfMedium[campaign.messageMedium] } },
  }));
  return new Map([...base, ...copies].map((template) => [template.id, template]));
}
