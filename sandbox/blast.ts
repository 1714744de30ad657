import type { JsonObject } from './json-value.ts';
import type { Campaign } from './project-catalogue.ts';
import { sendMessage } from './send-message.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

/** Messages that a blast sends at once, and the pause until the next ones; so it can be aborted on its way. */
const blastStep = 500;
const blastPauseMs = 100;

/** The users of some lists, each once, without those of other lists. */
export function audienceOf(world: World, listIds: readonly number[], suppressed: readonly number[] = []): Profile[] {
  const { lists, users } = world.state;
  const keys = new Set(listIds.flatMap((id) => [...(lists.get(id)?.members ?? [])]));
  for (const id of suppressed) for (const key of lists.get(id)?.members ?? []) keys.delete(key);
  return [...keys].flatMap((key) => users.get(key) ?? []);
}

/** Starts a blast, or goes on with one after a restart: its state is Running until everybody has had it. */
export function sendBlast(world: World, campaign: Campaign): void {
  const now = world.now();
  campaign.campaignState = 'Running';
  campaign.sendAt = undefined;
  campaign.startAt = now;
  campaign.updatedAt = now;
  campaign.sendSize ??= 0;
  // embedded campaigns are not sent: they run, and those on their lists may fetch them
  if (campaign.messageMedium === 'Embedded') return;
  const audience = audienceOf(world, campaign.listIds ?? [], campaign.suppressionListIds);
  const step = (): void => {
    if (campaign.campaignState !== 'Running') return;
    const done = campaign.sendSize ?? 0;
    const next = audience.slice(done, done + blastStep);
    for (const profile of next) sendMessage(world, campaign, profile, { dataFields: {}, allowRepeat: true });
    campaign.sendSize = done + next.length;
    if (campaign.sendSize < audience.length) {
      world.at(world.now() + blastPauseMs, step);
      return;
    }
    campaign.campaignState = 'Finished';
    campaign.endedAt = world.now();
    campaign.updatedAt = campaign.endedAt;
  };
  world.at(now, step);
}

/** Sends a scheduled campaign when its time comes, unless it was cancelled or scheduled anew. */
export function awaitBlast(world: World, campaign: Campaign): void {
  const { sendAt } = campaign;
  world.at(sendAt ?? world.now(), () => {
    if (campaign.campaignState === 'Scheduled' && campaign.sendAt === sendAt) sendBlast(world, campaign);
  });
}

/** Sends a triggered campaign to everybody on some lists. */
export function triggerForLists(
  world: World,
  campaign: Campaign,
  to: {
    listIds: readonly number[];
    suppressionListIds: readonly number[];
    dataFields: JsonObject;
    allowRepeat: boolean;
  },
): void {
  const { dataFields, allowRepeat } = to;
  for (const profile of audienceOf(world, to.listIds, to.suppressionListIds)) {
    sendMessage(world, campaign, profile, { dataFields, allowRepeat });
  }
}
