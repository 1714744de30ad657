import { json, refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { awaitBlast, sendBlast } from './blast.ts';
import { takeId } from './content-state.ts';
import { copyTemplate } from './copy-template.ts';
import { parseSendAt } from './iterable-time.ts';
import type { JsonObject } from './json-value.ts';
import type { Campaign } from './project-catalogue.ts';
import { isTimeZone } from './time-zone.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;

interface CreateBody {
  name: string;
  templateId: number;
  listIds?: number[] | null;
  suppressionListIds?: number[] | null;
  campaignDataFields?: JsonObject | null;
  dataFields?: JsonObject | null;
  scheduleSend?: boolean | null;
  sendAt?: string | null;
  sendMode?: string | null;
  startTimeZone?: string | null;
  defaultTimeZone?: string | null;
}

/** The refusal of the first list that the project does not have. */
export function unknownList(world: World, listIds: readonly number[]): Answer | undefined {
  const unknown = listIds.find((id) => !world.state.lists.has(id));
  return unknown === undefined
    ? undefined
    : refuse(400, 'BadParams', 'Invalid email list id', { listId: String(unknown) });
}

/** The send time of a new blast: now when there is none or it has passed, at most 21 days ahead. */
function sendTime(world: World, body: CreateBody): number | Answer {
  const now = world.now();
  if (!body.sendAt) return now;
  const sendAt = parseSendAt(body.sendAt);
  if (sendAt === undefined) return refuse(400, 'BadParams', `Invalid sendAt: ${body.sendAt}`);
  return sendAt > now + 21 * dayMs ? refuse(400, 'BadParams', 'sendAt is more than 21 days ahead') : sendAt;
}

function sendModeFault({ sendMode, startTimeZone, defaultTimeZone }: CreateBody): Answer | undefined {
  if (!sendMode || sendMode === 'ProjectTimeZone') return undefined;
  if (sendMode !== 'RecipientTimeZone') return refuse(400, 'BadParams', `Invalid sendMode: ${sendMode}`);
  return isTimeZone(startTimeZone) && isTimeZone(defaultTimeZone)
    ? undefined
    : refuse(400, 'BadParams', 'startTimeZone and defaultTimeZone must be IANA time zones');
}

/** campaigns/create: a blast when there are lists, sent or scheduled unless told not to, else a triggered campaign. */
export function createCampaign(world: World, given: JsonObject): Answer {
  const body = given as unknown as CreateBody;
  const { listIds, suppressionListIds } = body;
  // the schema requires listIds and answered so in 2017; the text says that leaving them out makes a triggered campaign
  if (listIds?.length === 0 || (!listIds && world.settings.requireListIds)) {
    return refuse(400, 'BadParams', 'The listIds field must be specified');
  }
  if (body.name.trim() === '') return refuse(400, 'BadParams', 'The name field must not be empty');
  const template = world.state.templates.get(body.templateId);
  if (!template) return refuse(400, 'BadParams', `Template ID: ${body.templateId} does not exist for this project`);
  const fault = unknownList(world, [...(listIds ?? []), ...(suppressionListIds ?? [])]) ?? sendModeFault(body);
  if (fault) return fault;
  const sendAt = sendTime(world, body);
  if (typeof sendAt !== 'number') return sendAt;

  const now = world.now();
  const type = listIds ? 'Blast' : 'Triggered';
  const messageType = world.state.messageTypes.find(({ id }) => id === template.messageTypeId);
  const campaign: Campaign = {
    id: takeId(world.state, 'campaign'),
    createdAt: now,
    updatedAt: now,
    startAt: sendAt,
    name: body.name,
    templateId: 0,
    messageMedium: template.medium,
    createdByUserId: template.creatorUserId,
    campaignState: 'Ready',
    type,
    labels: [],
    channelId: messageType?.channelId ?? 0,
    messageTypeId: template.messageTypeId,
    ...(listIds ? { listIds, suppressionListIds: suppressionListIds ?? [] } : {}),
    ...(body.campaignDataFields ? { campaignDataFields: body.campaignDataFields } : {}),
  };
  campaign.templateId = copyTemplate(world, template, campaign, body.dataFields ?? {}).id;
  world.state.campaigns.push(campaign);
  if (type === 'Blast' && body.scheduleSend !== false) scheduleFor(world, campaign, sendAt);
  return json({ campaignId: campaign.id });
}

/** Sends a blast at its time, or now when that has passed. */
export function scheduleFor(world: World, campaign: Campaign, sendAt: number): void {
  if (sendAt <= world.now()) {
    sendBlast(world, campaign);
    return;
  }
  Object.assign(campaign, { campaignState: 'Scheduled', sendAt, startAt: sendAt, updatedAt: world.now() });
  awaitBlast(world, campaign);
}
