import type { Picklist } from '../../connector/define.ts';
import { campaigns } from './campaigns.ts';
import { channels } from './channels.ts';
import { lists } from './lists.ts';
import { messageTypes } from './message-types.ts';
import { webhooks } from './webhooks.ts';

/** All pick lists that a field of an action may name. */
export const picklists: readonly Picklist[] = [lists, channels, messageTypes, campaigns, webhooks];
