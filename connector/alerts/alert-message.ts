import { errorCatalogue, type ErrorCode } from '../../errors/error-catalogue.ts';
import type { AlertGroup } from './alert-groups.ts';

/** What is posted. `text` is what Slack, Mattermost, Rocket.Chat and Google Chat show of a message to their incoming webhooks. */
export interface AlertMessage {
  type: 'jobs.troubled' | 'test';
  /** RFC 3339 */
  timestamp: string;
  text: string;
  data: { groups: (AlertGroup & { url: string })[] };
}

const verbs = { failed: ['failed', 'failed'], held: ['is held', 'are held'] } as const;

/** The message of what happened; it names recipes, codes and jobs, and has nothing of a payload. */
export function alertMessage(
  groups: readonly AlertGroup[],
  atMs: number,
  jobUrl: (id: string) => string,
): AlertMessage {
  const shown = groups.map((group) => ({ ...group, url: jobUrl(group.job) }));
  const lines = shown.map(({ recipe, status, code, jobs, url }) => {
    const [one, many] = verbs[status];
    const what = jobs === 1 ? `A job of ${recipe} ${one}` : `${String(jobs)} jobs of ${recipe} ${many}`;
    const about = Object.hasOwn(errorCatalogue, code) ? ` ${errorCatalogue[code as ErrorCode].message}` : '';
    return `${what}: ${code}.${about} ${url}`;
  });
  return {
    type: 'jobs.troubled',
    timestamp: new Date(atMs).toISOString(),
    text: lines.join('\n'),
    data: { groups: shown },
  };
}

/** What shows that the address works. */
export const testMessage = (atMs: number, url: string): AlertMessage => ({
  type: 'test',
  timestamp: new Date(atMs).toISOString(),
  text: `This is a test: failed and held jobs of ${url} will be told here.`,
  data: { groups: [] },
});
