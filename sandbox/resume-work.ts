import { awaitBlast, sendBlast } from './blast.ts';
import { runJob } from './export-jobs.ts';
import { awaitSendAt } from './send-message.ts';
import type { World } from './world.ts';

/** Takes up what was under way when the state was written: scheduled sends and campaigns, blasts, export jobs. */
export function resumeWork(world: World): void {
  const { messages, campaigns, exportJobs } = world.state;
  for (const message of messages.items) if (message.status === 'scheduled') awaitSendAt(world, message);
  for (const campaign of campaigns) {
    if (campaign.campaignState === 'Scheduled' && campaign.sendAt !== undefined) awaitBlast(world, campaign);
    if (campaign.type === 'Blast' && campaign.campaignState === 'Running') sendBlast(world, campaign);
  }
  for (const job of exportJobs) if (job.endedAt === undefined) runJob(world, job);
}
