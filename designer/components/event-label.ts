import type { IncomingEvent } from '../api/types.ts';

/** What an event is called: its name, or the journey that called. */
export const eventLabel = ({ eventName, workflowId }: Pick<IncomingEvent, 'eventName' | 'workflowId'>): string =>
  eventName ?? (workflowId === null ? 'Journey call' : `Journey ${workflowId}`);
