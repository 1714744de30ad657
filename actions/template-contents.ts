import { z } from 'zod';

import { field } from '../connector/define.ts';
import { dataFields, id, idList } from './fields.ts';
import { isoTime } from './time-fields.ts';

const text = (title: string, help?: string) =>
  z
    .string()
    .optional()
    .meta(field({ title, ...(help === undefined ? {} : { help }) }));
const longText = (title: string) =>
  z
    .string()
    .optional()
    .meta(field({ title, sticky: true, control: 'textarea' }));
const flag = (title: string, help: string) =>
  z
    .boolean()
    .optional()
    .meta(field({ title, help, advanced: true }));
const addresses = (title: string) =>
  z
    .array(z.string().trim().min(1))
    .optional()
    .meta(field({ title, advanced: true }));
const payload = dataFields
  .optional()
  .meta(field({ title: 'Payload', help: 'Data for the app.', control: 'dataFields' }));

const links = {
  linkParams: z
    .array(
      z.strictObject({
        key: z
          .string()
          .min(1)
          .meta(field({ title: 'Key' })),
        value: z.string().meta(field({ title: 'Value' })),
      }),
    )
    .optional()
    .meta(field({ title: 'Link parameters', help: 'Added to every link.', control: 'items', advanced: true })),
  googleAnalyticsCampaignName: z
    .string()
    .optional()
    .meta(field({ title: 'utm_campaign', help: 'For Google Analytics.', advanced: true })),
};

const feeds = {
  dataFeedIds: idList.optional().meta(field({ title: 'Data feeds', advanced: true })),
  cacheDataFeed: flag('Cache data feeds', 'Keeps what a feed gave for one hour.'),
  mergeDataFeedContext: flag('Merge data feeds', 'On: fields of feeds are written {{field}}, else [[field]].'),
};

export const emailContent = {
  subject: text('Subject'),
  preheaderText: text('Preheader'),
  fromName: text('From name'),
  fromEmail: text('From address', 'An authorised sender of the project.'),
  replyToEmail: text('Reply to'),
  html: longText('HTML'),
  plainText: longText('Plain text'),
  ccEmails: addresses('CC'),
  bccEmails: addresses('BCC'),
  ...links,
  ...feeds,
};

export const smsContent = { message: longText('Message'), imageUrl: text('Image address'), ...links };

const perSystem = (title: string, help: string) =>
  z
    .strictObject({ ios: text('iOS'), android: text('Android') })
    .optional()
    .meta(field({ title, help, advanced: true }));

const pushButton = z.strictObject({
  identifier: z
    .string()
    .min(1)
    .meta(field({ title: 'ID', help: 'Names the button in events.' })),
  title: z
    .string()
    .min(1)
    .meta(field({ title: 'Label' })),
  openApp: z.boolean().meta(field({ title: 'Opens the app' })),
  buttonType: z
    .enum(['default', 'destructive', 'textInput'])
    .optional()
    .meta(field({ title: 'Kind' })),
  action: z
    .strictObject({
      type: text('Action', 'Empty: open the app. openUrl: open the address. Else: a handler of the app.'),
      data: text('Address'),
    })
    .optional()
    .meta(field({ title: 'Action' })),
  actionIcon: z
    .strictObject({
      iconType: z
        .string()
        .min(1)
        .meta(field({ title: 'Kind' })),
      imageName: z
        .string()
        .min(1)
        .meta(field({ title: 'Image' })),
    })
    .optional()
    .meta(field({ title: 'Icon' })),
  inputTitle: text('Label of the text field'),
  inputPlaceholder: text('Placeholder of the text field'),
  requiresUnlock: flag('Needs unlocking', 'On: the phone must be unlocked first.'),
});

export const pushContent = {
  title: text('Title'),
  message: longText('Message'),
  payload,
  badge: text('Badge'),
  sound: text('Sound'),
  deeplink: perSystem('Deep link', 'Opened by a tap on the message.'),
  richMedia: perSystem('Picture or video', 'Address of the medium.'),
  buttons: z
    .array(pushButton)
    .max(3, 'Expected at most three buttons')
    .optional()
    .meta(field({ title: 'Buttons', help: 'At most three.', control: 'items', advanced: true })),
  interruptionLevel: z
    .enum(['passive', 'active', 'time-sensitive', 'critical'])
    .optional()
    .meta(field({ title: 'Interruption level (iOS)', advanced: true })),
  relevanceScore: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta(field({ title: 'Relevance (iOS)', help: 'From 0 to 1.', advanced: true })),
  isSilentPush: flag('Silent', 'On: the app gets it, the person does not see it.'),
  wake: flag('Wake the app (iOS)', 'On: the app is woken in the background.'),
  ...feeds,
};

const edge = (title: string) =>
  z
    .strictObject({
      percentage: z
        .number()
        .min(0)
        .max(100)
        .optional()
        .meta(field({ title: 'Padding (percent)' })),
      displayOption: z
        .enum(['AutoExpand'])
        .optional()
        .meta(field({ title: 'Grow with the content' })),
    })
    .optional()
    .meta(field({ title }));

export const inAppContent = {
  html: longText('HTML'),
  payload,
  expirationDateTime: isoTime
    .optional()
    .meta(field({ title: 'Expires at', help: 'UTC unless it says otherwise.', control: 'date' })),
  expirationDuration: text('Expires after', 'A time span as Iterable writes it.'),
  inboxMetadata: z
    .strictObject({ title: text('Title'), subtitle: text('Subtitle'), icon: text('Icon') })
    .optional()
    .meta(field({ title: 'Inbox entry' })),
  inAppDisplaySettings: z
    .strictObject({
      top: edge('Top'),
      right: edge('Right'),
      bottom: edge('Bottom'),
      left: edge('Left'),
      shouldAnimate: flag('Animate', 'On: the message slides in.'),
      bgColor: z
        .strictObject({
          hex: z
            .string()
            .regex(/^#[0-9A-Fa-f]{6}$/, 'Expected a colour such as #FFFFFF')
            .optional()
            .meta(field({ title: 'Colour' })),
          alpha: z
            .number()
            .min(0)
            .max(1)
            .optional()
            .meta(field({ title: 'Opacity', help: 'From 0 to 1.' })),
        })
        .optional()
        .meta(field({ title: 'Background' })),
    })
    .optional()
    .meta(field({ title: 'Display in apps', advanced: true })),
  webInAppDisplaySettings: z
    .strictObject({ position: text('Position', 'For example Center.') })
    .optional()
    .meta(field({ title: 'Display on the web', advanced: true })),
};

const openAction = (title: string) =>
  z
    .strictObject({
      type: text('Action', 'openUrl, or the address of an action of the app.'),
      data: text('Address', 'For openUrl.'),
    })
    .optional()
    .meta(field({ title }));

export const embeddedContent = {
  placementId: id.optional().meta(field({ title: 'Placement' })),
  title: text('Title'),
  body: longText('Body'),
  payload,
  elements: z
    .strictObject({
      mediaUrl: text('Address of a picture or video'),
      mediaUrlCaption: text('Text in place of the picture'),
      defaultAction: openAction('Tap on the message'),
      buttons: z
        .array(z.strictObject({ id: text('ID'), title: text('Label'), action: openAction('Tap on the button') }))
        .max(2, 'Expected at most two buttons')
        .optional()
        .meta(field({ title: 'Buttons', help: 'At most two.', control: 'items' })),
      text: z
        .array(z.strictObject({ label: text('Key', 'As the placement names it.'), text: text('Text') }))
        .optional()
        .meta(field({ title: 'Text fields', control: 'items' })),
    })
    .optional()
    .meta(field({ title: 'Elements' })),
};
