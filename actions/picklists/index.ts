import type { Picklist } from '../../connector/define.ts';
import { campaigns } from './campaigns.ts';
import { catalogs } from './catalogs.ts';
import { channels } from './channels.ts';
import { journeys } from './journeys.ts';
import { lists } from './lists.ts';
import { messageTypes } from './message-types.ts';
import { snippets } from './snippets.ts';
import { templates } from './templates.ts';
import { webhooks } from './webhooks.ts';

/** All pick lists that a field of an action may name. */
export const picklists: readonly Picklist[] = [
  lists,
  channels,
  messageTypes,
  campaigns,
  templates,
  journeys,
  snippets,
  catalogs,
  webhooks,
];
