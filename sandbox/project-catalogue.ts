import type { JsonObject } from './json-value.ts';

export interface Campaign {
  id: number;
  name: string;
  messageMedium: string;
  type: 'Blast' | 'Triggered';
  campaignState: string;
  templateId: number;
  createdAt: number;
  updatedAt: number;
  startAt: number;
  createdByUserId: string;
  labels: string[];
  channelId: number;
  messageTypeId: number;
  listIds?: number[];
  suppressionListIds?: number[];
  sendSize?: number;
  endedAt?: number;
  recurringCampaignId?: number;
  updatedByUserId?: string;
  /** when a campaign that the API scheduled goes out, epoch ms; not shown */
  sendAt?: number | undefined;
  /** merged into every message of the campaign; not shown */
  campaignDataFields?: JsonObject;
}

export interface Channel {
  id: number;
  name: string;
  channelType: 'Marketing' | 'Transactional';
  messageMedium: string;
}

export interface MessageType {
  id: number;
  name: string;
  channelId: number;
  subscriptionPolicy: 'OptIn' | 'OptOut';
  createdAt: number;
  updatedAt: number;
}

export interface Journey {
  id: number;
  name: string;
  description: string;
  journeyType: string;
  enabled: boolean;
  isArchived: boolean;
  createdAt: number;
  updatedAt: number;
  creatorUserId: string;
  startTileId: number;
  lifetimeLimit: number;
  simultaneousLimit: number;
  triggerEventNames: string[];
}

/** The media that a campaign can have; the position gives the ids below. */
export const media = ['Email', 'Push', 'SMS', 'InApp', 'WebPush', 'WhatsApp'] as const;

const epoch = Date.UTC(2030, 0, 7, 9, 0, 0);
const editor = 'editor@example.com';

// one row per campaign of every medium: 8 rows x 6 media = 48, enough for three pages of 20
const campaignKinds: readonly [name: string, type: Campaign['type'], state: string, transactional: boolean][] = [
  ['Order notice', 'Triggered', 'Running', true],
  ['Back in stock', 'Triggered', 'Running', false],
  ['Old reminder', 'Triggered', 'Draft', false],
  ['Retired notice', 'Triggered', 'Finished', false],
  ['Summer blast', 'Blast', 'Finished', false],
  ['Autumn blast', 'Blast', 'Draft', false],
  ['Winter blast', 'Blast', 'Scheduled', false],
  ['Stopped blast', 'Blast', 'Aborted', false],
];

// the email ones of Winter blast and Summer blast: a recurring campaign and what it made last time
const recurringCampaignId = 7001037;
const childCampaignId = 7001025;

/** One marketing (…1) and one transactional (…2) channel for each medium. */
export function seedChannels(): Channel[] {
  return media.flatMap((messageMedium, m): Channel[] => [
    { id: 51001 + m * 10, name: `${messageMedium} marketing`, channelType: 'Marketing', messageMedium },
    { id: 51002 + m * 10, name: `${messageMedium} transactional`, channelType: 'Transactional', messageMedium },
  ]);
}

/** An opt-out type for each channel, and one opt-in type on each marketing channel. */
export function seedMessageTypes(): MessageType[] {
  const times = { createdAt: epoch, updatedAt: epoch };
  return seedChannels().flatMap(({ id, name, channelType }): MessageType[] => [
    { id: id + 10000, name: `${name} message`, channelId: id, subscriptionPolicy: 'OptOut', ...times },
    ...(channelType === 'Marketing'
      ? [{ id: id + 15000, name: `${name} digest`, channelId: id, subscriptionPolicy: 'OptIn' as const, ...times }]
      : []),
  ]);
}

/**
 * 48 campaigns: ids 7001001 to 7001048. The first six are running triggered ones, one for each of `media` in order
 * (7001003 is the SMS one); the ids are fixed so that recipes, tests and docs can name them.
 */
export function seedCampaigns(): Campaign[] {
  return campaignKinds.flatMap(([name, type, campaignState, transactional], k) =>
    media.map((messageMedium, m): Campaign => {
      const channelId = 51001 + m * 10 + (transactional ? 1 : 0);
      const at = epoch + (k * media.length + m) * 3_600_000;
      const id = 7001001 + k * media.length + m;
      return {
        id,
        createdAt: at,
        updatedAt: at + 60_000,
        startAt: at + 60_000,
        name: `${name} (${messageMedium})`,
        templateId: 8001001 + k * media.length + m,
        messageMedium,
        createdByUserId: editor,
        campaignState: id === recurringCampaignId ? 'Recurring' : campaignState,
        type,
        labels: [],
        channelId,
        messageTypeId: channelId + 10000,
        // a list in use, which cannot be deleted
        ...(type === 'Blast' ? { listIds: [1001], suppressionListIds: [] } : {}),
        ...(type === 'Blast' && campaignState === 'Finished' ? { sendSize: 0, endedAt: at + 120_000 } : {}),
        ...(id === childCampaignId ? { recurringCampaignId } : {}),
      };
    }),
  );
}

/** Three journeys: 612001 and 612002 enabled, 612003 switched off. */
export function seedJourneys(): Journey[] {
  return ['Welcome', 'Abandoned cart', 'Win back'].map((name, i) => ({
    id: 612001 + i,
    name,
    description: '',
    journeyType: 'Published',
    enabled: i < 2,
    isArchived: false,
    createdAt: epoch + i * 1000,
    updatedAt: epoch + i * 1000,
    creatorUserId: editor,
    startTileId: 1 + i * 100,
    lifetimeLimit: 1,
    simultaneousLimit: 1,
    triggerEventNames: i === 1 ? ['cartAbandoned'] : [],
  }));
}
