import type { WebAction } from '../define-web-action.ts';
import { forwardEvent } from './forward-event.ts';
import { httpRequest } from './http-request.ts';

/** Calls to other systems, in the order shown to users. */
export const webActions: readonly WebAction[] = [httpRequest, forwardEvent];
