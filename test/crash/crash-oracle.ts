import type { startSandbox } from '../../sandbox/index.ts';
import type { ServerProcess } from '../server/server-process.ts';

/** An event as the API lists it. */
export interface EventRow {
  id: string;
  duplicateOf: string | null;
  jobs: string[];
}
export interface JobRow {
  id: string;
  event: string;
  status: string;
  error: unknown;
}

/** Switches the recipe on, with room for a message to each of the events. */
export async function switchOn(server: Pick<ServerProcess, 'api'>, campaignId: number, events: number): Promise<void> {
  await server.api('POST', '/recipes', { document: crashRecipe(campaignId), enable: true });
  await server.api('POST', '/recipes/crash_recipe/permissions', { sendsPerDay: events });
}

/** Three calls: two that may be repeated and a send that must not. */
export const crashRecipe = (campaignId: number): object => ({
  name: 'crash_recipe',
  connection: 'sandbox',
  trigger: { use: 'new_object', with: { eventName: 'smsReceived' } },
  steps: [
    {
      id: 'person',
      use: 'upsert_user',
      with: { email: '{{ trigger.email }}', dataFields: { phoneNumber: '{{ trigger.dataFields.fromPhoneNumber }}' } },
    },
    {
      id: 'track',
      use: 'track_event',
      with: {
        email: '{{ trigger.email }}',
        eventName: 'reply',
        dataFields: { n: '{{ trigger.dataFields.smsMessage }}' },
      },
    },
    {
      id: 'text',
      use: 'send_sms',
      with: {
        campaignId,
        recipientEmail: '{{ trigger.email }}',
        dataFields: { n: '{{ trigger.dataFields.smsMessage }}' },
      },
    },
  ],
});

/** The body of the nth event; each reaches the sandbox as a message that carries its number. */
export function crashEvent(n: number): string {
  const email = `person${String(n % 997)}@example.com`;
  return JSON.stringify({
    email,
    eventName: 'smsReceived',
    dataFields: {
      fromPhoneNumber: '+15550100',
      toPhoneNumber: '+15550199',
      smsMessage: `n${String(n)}`,
      email,
      createdAt: '2031-02-03 04:05:06 +00:00',
    },
  });
}

/** What was acknowledged against what is stored, what ran and what reached the sandbox. */
export interface Verdict {
  stored: number;
  duplicateDeliveries: number;
  /** acknowledged and not stored */
  lost: number;
  /** events with more than one job */
  duplicateJobs: number;
  /** events without a job */
  missingJobs: number;
  /** jobs in no end state and not held */
  unsettled: number;
  byStatus: Record<string, number>;
  /** sends that reached the sandbox more than once */
  repeatedSends: number;
  /** code and message of one failed job, to see what went wrong */
  sampleFailure: string | null;
  /** jobs that succeeded although their send never arrived */
  phantomSends: number;
}

/** @param ackedIds the event's id by the number that its message carries */
export function judge(
  { events, jobs, ackedIds }: { events: EventRow[]; jobs: JobRow[]; ackedIds: Map<string, string> },
  sandbox: Awaited<ReturnType<typeof startSandbox>>,
): Verdict {
  const firsts = new Set(events.filter((event) => event.duplicateOf === null).map((event) => event.id));
  const storedIds = new Set(events.map((event) => event.id));
  const jobsByEvent = new Map<string, number>();
  const byStatus: Record<string, number> = {};
  for (const job of jobs) {
    jobsByEvent.set(job.event, (jobsByEvent.get(job.event) ?? 0) + 1);
    byStatus[job.status] = (byStatus[job.status] ?? 0) + 1;
  }
  const sends = new Map<string, number>();
  for (const message of sandbox.state.messages) {
    const n = String((message.dataFields as { n?: unknown } | undefined)?.n);
    sends.set(n, (sends.get(n) ?? 0) + 1);
  }
  const firstOf = new Map(events.map((event) => [event.id, event.duplicateOf ?? event.id]));
  const messageOf = new Map([...ackedIds].map(([n, id]) => [firstOf.get(id), n]));
  const isPhantom = ({ event, status }: JobRow): boolean => {
    const n = messageOf.get(event);
    return status === 'succeeded' && (n === undefined || sends.get(n) === undefined);
  };
  return {
    stored: firsts.size,
    duplicateDeliveries: events.length - firsts.size,
    lost: [...ackedIds.values()].filter((id) => !storedIds.has(id)).length,
    duplicateJobs: [...jobsByEvent.values()].filter((count) => count > 1).length,
    missingJobs: [...firsts].filter((id) => !jobsByEvent.has(id)).length,
    unsettled: jobs.filter((job) => ['queued', 'running', 'waiting'].includes(job.status)).length,
    byStatus,
    repeatedSends: [...sends.values()].filter((count) => count > 1).length,
    sampleFailure: JSON.stringify(jobs.find((job) => job.status === 'failed')?.error ?? null),
    phantomSends: jobs.filter(isPhantom).length,
  };
}
