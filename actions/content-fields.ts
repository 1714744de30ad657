import { z } from 'zod';

import { field, messageKinds, type AntiExample, type MessageContent } from '../connector/define.ts';
import { dataFields, id, someText } from './fields.ts';
import { emailContent } from './template-contents.ts';

const { preheaderText, plainText, fromName, fromEmail, replyToEmail } = emailContent;

/** Content, kind and options of a message that brings its own content. */
export const contentFields = {
  kind: z.enum(messageKinds).meta(
    field({
      title: 'Kind of message',
      help: 'Chooses the message type that the connection has for it, unless one is named here.',
    }),
  ),
  subject: someText('a subject').meta(field({ title: 'Subject', example: 'Your order {{orderId}}' })),
  html: someText('the HTML').meta(
    field({
      title: 'HTML',
      help: 'Merge fields are written {{name}} (in a recipe \\{{name}}) and filled from the merge fields below: what differs from person to person must not stand here, for each different content is a template and a campaign of its own.',
      control: 'textarea',
    }),
  ),
  preheaderText: preheaderText.meta(field({ title: 'Preheader', sticky: true })),
  plainText,
  fromName: fromName.meta(field({ title: 'From name', sticky: true })),
  fromEmail: fromEmail.meta(
    field({ title: 'From address', help: 'An authorised sender of the project.', sticky: true }),
  ),
  replyToEmail,
  inlineImages: z
    .array(
      z.strictObject({
        cid: someText('the name in cid:').meta(
          field({ title: 'Content ID', help: 'The name behind cid: in the HTML.' }),
        ),
        base64: someText('the bytes in Base64').meta(field({ title: 'Bytes', help: 'In Base64.' })),
      }),
    )
    .max(50)
    .optional()
    .meta(
      field({
        title: 'Inline images',
        help: 'Pictures that the HTML names by cid:. They, and data: pictures, are put at an address of this server.',
        control: 'items',
        advanced: true,
      }),
    ),
  attachments: z
    .array(dataFields)
    .max(
      0,
      'Iterable sends no attachments: keep the file where people can fetch it, and put a link to it into the HTML',
    )
    .optional()
    .meta(field({ title: 'Attachments', help: 'Not possible: put a link into the HTML.', advanced: true })),
  messageTypeId: id.optional().meta(
    field({
      title: 'Message type',
      help: 'Left out: the one that the connection has for this kind.',
      picklist: { name: 'message_types' },
      advanced: true,
    }),
  ),
  confirmTransactionalType: z
    .boolean()
    .optional()
    .meta(
      field({
        title: 'Marketing under a transactional type',
        help: 'On: a marketing message may use the message type of transactional ones, which people cannot opt out of.',
        advanced: true,
      }),
    ),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta(
      field({
        title: 'Name in Iterable',
        help: 'Of the template and the campaign, when they are made.',
        advanced: true,
      }),
    ),
};

type ContentInput = z.output<z.ZodObject<typeof contentFields>>;

/** What an input with these fields asks to be made; `attachments` are never among it. */
export function messageOf(input: Omit<ContentInput, 'attachments'>): MessageContent {
  const { subject, html, kind, messageTypeId, name } = input;
  return {
    content: {
      subject,
      html,
      preheaderText: input.preheaderText,
      plainText: input.plainText,
      fromName: input.fromName,
      fromEmail: input.fromEmail,
      replyToEmail: input.replyToEmail,
    },
    images: input.inlineImages ?? [],
    kind,
    messageTypeId,
    name,
    isConfirmed: input.confirmTransactionalType === true,
  };
}

/** Merge fields of one message; Iterable takes 12,000 characters. */
export const mergeFields = dataFields
  .refine((fields) => JSON.stringify(fields).length <= 12_000, 'Expected at most 12,000 characters')
  .optional()
  .meta(
    field({
      title: 'Merge fields',
      help: 'Fills the content for this person only; at most 12,000 characters.',
      sticky: true,
      control: 'dataFields',
    }),
  );

/** Inputs that every action with content of its own refuses; `frame` is what it takes besides. */
export const contentAntiExamples = (frame: object): readonly [AntiExample, ...AntiExample[]] => [
  {
    input: {
      ...frame,
      kind: 'transactional',
      subject: 'Hi',
      html: '<p>Hi</p>',
      attachments: [{ name: 'invoice.pdf' }],
    },
    reason: 'Iterable sends no attachments: put a link into the HTML.',
  },
  { input: { ...frame, subject: 'Hi', html: '<p>Hi</p>' }, reason: 'The kind decides who may opt out of it.' },
  { input: { ...frame, kind: 'newsletter', subject: 'Hi', html: '<p>Hi</p>' }, reason: 'There are two kinds.' },
  { input: { ...frame, kind: 'marketing', subject: ' ', html: '<p>Hi</p>' }, reason: 'A message needs a subject.' },
];
