/** Places of Iterable's description that are known to be wrong, or stricter than Iterable is, for one reason. */
export interface Exception {
  reason: string;
  /** as the check words them; `*` at the end stands for the rest */
  faults: readonly string[];
}

/** Reviewed one by one. One that matches nothing any more fails the check. */
export const exceptions: readonly Exception[] = [
  {
    reason: 'Without details `params` is null (recorded answers).',
    faults: ['answer IterableApiResponse.params: type object'],
  },
  {
    reason: 'Iterable gives epoch milliseconds, which do not fit into 32 bits (recorded answers).',
    faults: [
      'answer ListDetails.createdAt: format int32',
      'answer CampaignDetails.createdAt: format int32',
      'answer CampaignDetails.updatedAt: format int32',
      'answer CampaignDetails.startAt: format int32',
      'answer CampaignDetails.endedAt: format int32',
      'answer MessageTypeDetails.createdAt: format int32',
      'answer MessageTypeDetails.updatedAt: format int32',
      'answer JourneyDetails.createdAt: format int32',
      'answer JourneyDetails.updatedAt: format int32',
    ],
  },
  {
    reason: 'Iterable gives epoch milliseconds and not a written date (recorded answers).',
    faults: [
      'answer ApiInAppMessage.createdAt: type string',
      'answer ApiInAppMessage.expiresAt: type string',
      'answer ApiTemplateResponse.createdAt: type string',
      'answer ApiTemplateResponse.updatedAt: type string',
      'answer ApiSMSTemplateModel.createdAt: type string',
      'answer ApiSMSTemplateModel.updatedAt: type string',
      'answer ApiPushTemplateModel.createdAt: type string',
      'answer ApiPushTemplateModel.updatedAt: type string',
    ],
  },
  {
    reason: "Iterable's own client reads epoch milliseconds here; the actions accept both.",
    faults: ['answer CatalogItemWithProperties.lastModified: type string'],
  },
  {
    reason: 'There are more media than the description lists: in-app, web push, WhatsApp.',
    faults: ['answer ChannelDetails.messageMedium: enum'],
  },
  {
    reason: 'A number in an option that the generator wrote down as an object.',
    faults: [
      'answer CampaignsResponse.totalCampaignsCount: type object',
      'answer GetTemplatesResponse.totalTemplatesCount: type object',
      'answer SnippetResponse.id: type object',
      'answer ApiEmbeddedTemplateModel.placementId: type object',
      'request UpsertEmbeddedTemplateModel.placementId: type object',
      'request ApiEmbeddedTemplateModel.placementId: type object',
      'request GET /api/embedded-messaging/messages query placementIds[]: type object',
      'request GET /api/campaigns/metrics query campaignId[]: type object',
      'request GET /api/experiments/metrics query campaignId[]: type object',
      'request GET /api/experiments/metrics query experimentId[]: type object',
      'request GET /api/users/getSentMessages query campaignIds[]: type object',
      'request DoubleOptInSubscriptionsRequest.messageTypeIds[]: type object',
      'answer ApiSMSTemplateModel.campaignId: type object',
      'answer ApiPushTemplateModel.campaignId: type object',
      'answer ApiWebhookResponse.channelIds[]: type object',
    ],
  },
  {
    reason: 'A yes or no in an option that the generator wrote down as an object; the push model has a boolean.',
    faults: [
      'request UpsertEmailTemplateModel.cacheDataFeed: type object',
      'request ApiEmailTemplateModel.cacheDataFeed: type object',
      'answer ApiEmailTemplateModel.cacheDataFeed: type object',
    ],
  },
  {
    reason: 'A yes or no in an option that the generator wrote down as an object; the upsert model has a boolean.',
    faults: [
      'request ApiEmailTemplateModel.mergeDataFeedContext: type object',
      'answer ApiEmailTemplateModel.mergeDataFeedContext: type object',
    ],
  },
  {
    reason: 'The class that holds free JSON, instead of the JSON.',
    faults: ['request JsObject: *', 'answer JsObject: *'],
  },
  {
    reason: 'A list of words that the generator wrote down as an empty object; the icon type is text.',
    faults: ['request ActionIconType: type object'],
  },
  {
    reason:
      'A list of words that the generator wrote down as an empty object; the position is text (recorded answers).',
    faults: ['request PositionOption: type object', 'answer PositionOption: type object'],
  },
  {
    reason: 'A list of words that the generator wrote down as an empty object; the type is text (recorded answers).',
    faults: ['answer InAppType: type object', 'answer InAppTypeOfContent: type object'],
  },
  {
    reason: "The class of the state instead of its name: Iterable's own client reads text.",
    faults: ['answer JobState: type object'],
  },
  {
    reason: "The class of the data type instead of its name: Iterable's own client reads text.",
    faults: ['answer ClientDataType: type object'],
  },
  {
    reason: "States are in lower case at run time, and there are more than four (Iterable's own client).",
    faults: ['answer ExportJobStatusAndFiles.jobState: enum'],
  },
  {
    reason: 'The class of a locale instead of its tag; the action accepts both.',
    faults: ['answer string: type object'],
  },
  {
    reason: 'The text of the same page says to leave the lists out for a triggered campaign.',
    faults: ['request CreateCampaignRequest: required listIds'],
  },
  {
    reason: 'The text of the same parameter asks for yyyy-MM-dd HH:mm:ss with an offset.',
    faults: [
      'request GET /api/templates query startDateTime: format date-time',
      'request GET /api/templates query endDateTime: format date-time',
      'request GET /api/users/getSentMessages query startDateTime: format date-time',
      'request GET /api/users/getSentMessages query endDateTime: format date-time',
    ],
  },
  {
    reason: 'The text of the same field asks for epoch milliseconds, which do not fit into 32 bits.',
    faults: ['request InvalidateJwtRequest.issuedBefore: format int32'],
  },
  {
    reason: 'The defaults in the description are days, such as 2018-06-25.',
    faults: [
      'request GET /api/experiments/metrics query startDateTime: format date-time',
      'request GET /api/experiments/metrics query endDateTime: format date-time',
    ],
  },
  {
    reason: 'A list of words that the generator wrote down as an empty object; the trigger is text (recorded answers).',
    faults: ['answer Value: type object'],
  },
  {
    reason: 'It is there to be refused with the reason: Iterable sends no attachments.',
    faults: ['send_content field attachments was in no call'],
  },
  {
    reason: "Iterable's own client reads CSV text; the action accepts both.",
    faults: ['answer ExperimentMetricsResponse: type object'],
  },
];

/** Faults that no exception covers, and texts of exceptions that cover nothing. */
export function applyExceptions(
  faults: Iterable<string>,
  known: readonly Exception[],
): { faults: string[]; unused: string[] } {
  const texts = known.flatMap((exception) => exception.faults);
  const used = new Set<string>();
  const left = [...faults].filter((fault) => {
    const covering = texts.filter((text) =>
      text.endsWith('*') ? fault.startsWith(text.slice(0, -1)) : fault === text,
    );
    for (const text of covering) used.add(text);
    return covering.length === 0;
  });
  return { faults: left, unused: texts.filter((text) => !used.has(text)) };
}
