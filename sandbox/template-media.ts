import type { BodyShape } from './body-shape.ts';

export interface TemplateMedium {
  /** the path part */
  name: string;
  messageMedium: string;
  /** content members that update and upsert take, besides those of every medium */
  content: BodyShape;
  preview?: boolean;
  proof?: boolean;
  /** whether a figure is published for `get` */
  limited?: boolean;
}

const links = { each: { key: 'string', value: 'string' }, optional: true } as const;
const texts = { each: 'string', optional: true } as const;
const numbers = { each: 'number', optional: true } as const;

/** The media whose templates have calls of their own. Who has no figure, proof or preview is as published. */
export const templateMedia: readonly TemplateMedium[] = [
  {
    name: 'email',
    messageMedium: 'Email',
    preview: true,
    proof: true,
    limited: true,
    content: {
      subject: 'string?',
      preheaderText: 'string?',
      fromName: 'string?',
      fromEmail: 'string?',
      replyToEmail: 'string?',
      ccEmails: texts,
      bccEmails: texts,
      html: 'string?',
      plainText: 'string?',
      googleAnalyticsCampaignName: 'string?',
      linkParams: links,
      dataFeedId: 'number?',
      dataFeedIds: numbers,
      cacheDataFeed: 'boolean?',
      mergeDataFeedContext: 'boolean?',
    },
  },
  {
    name: 'push',
    messageMedium: 'Push',
    proof: true,
    limited: true,
    content: {
      title: 'string?',
      message: 'string?',
      badge: 'string?',
      sound: 'string?',
      payload: 'object?',
      deeplink: 'object?',
      richMedia: 'object?',
      buttons: { each: { identifier: 'string', title: 'string', openApp: 'boolean' }, optional: true },
      isSilentPush: 'boolean?',
      wake: 'boolean?',
      interruptionLevel: 'string?',
      relevanceScore: 'number?',
      dataFeedIds: numbers,
      cacheDataFeed: 'boolean?',
      mergeDataFeedContext: 'boolean?',
    },
  },
  {
    name: 'inapp',
    messageMedium: 'InApp',
    preview: true,
    proof: true,
    content: {
      html: 'string?',
      payload: 'object?',
      inAppDisplaySettings: 'object?',
      webInAppDisplaySettings: 'object?',
      inboxMetadata: 'object?',
      expirationDateTime: 'string?',
      expirationDuration: 'string?',
    },
  },
  {
    name: 'sms',
    messageMedium: 'SMS',
    proof: true,
    limited: true,
    content: {
      message: 'string?',
      imageUrl: 'string?',
      trackingDomain: 'string?',
      googleAnalyticsCampaignName: 'string?',
      linkParams: links,
    },
  },
  {
    name: 'embedded',
    messageMedium: 'Embedded',
    limited: true,
    content: { title: 'string?', body: 'string?', placementId: 'number?', payload: 'object?', elements: 'object?' },
  },
];

/** What every update and upsert may carry besides its content. */
export const commonTemplateFields: BodyShape = {
  name: 'string?',
  locale: 'string?',
  isDefaultLocale: 'boolean?',
  messageTypeId: 'number?',
  creatorUserId: 'string?',
  campaignDataFields: 'object?',
};
