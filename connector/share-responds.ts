import type { Log } from './log.ts';
import type { RespondAnswer, RespondWaiters } from './respond-waiters.ts';
import type { SharedAnswers } from './store/share.ts';

/**
 * Brings the answers of `respond` steps to calls that another process holds, and fetches those for calls that wait here. Answers what gives an answer, and
 * the end of it.
 */
export function shareResponds(
  waiters: RespondWaiters,
  answers: SharedAnswers,
  log: Pick<Log, 'warn'>,
): { respond: (eventId: string, answer: RespondAnswer) => void; close: () => void } {
  const complain = (error: unknown): void => log.warn('an answer to a webhook did not reach its caller', { error });
  const fetchFor = async (eventId: string): Promise<void> => {
    const answer = await answers.take(eventId);
    if (answer !== null) waiters.respond(eventId, JSON.parse(answer) as RespondAnswer);
  };
  const close = answers.onGiven((given) => {
    for (const eventId of waiters.waiting()) {
      if (given === null || given === eventId) fetchFor(eventId).catch(complain);
    }
  });
  return {
    respond(eventId, answer) {
      if (!waiters.respond(eventId, answer)) answers.give(eventId, JSON.stringify(answer)).catch(complain);
    },
    close,
  };
}
