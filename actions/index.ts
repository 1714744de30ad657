import type { Action } from '../connector/define.ts';
import { listChannels } from './channels/list-channels.ts';
import { customRequest } from './custom/custom-request.ts';
import { trackEvent } from './events/track-event.ts';
import { addSubscribersToList } from './lists/add-subscribers-to-list.ts';
import { createList } from './lists/create-list.ts';
import { listProjectLists } from './lists/list-project-lists.ts';
import { sendSms } from './messages/send-sms.ts';
import { updateUserSubscriptions } from './subscriptions/update-user-subscriptions.ts';
import { bulkUpsertUsers } from './users/bulk-upsert-users.ts';
import { getUserByEmail } from './users/get-user-by-email.ts';
import { upsertUser } from './users/upsert-user.ts';

export { picklists } from './picklists/index.ts';

/** All actions, in the order shown to users. A test compares it with the folder, so a forgotten file fails. */
export const actions: readonly Action[] = [
  upsertUser,
  bulkUpsertUsers,
  getUserByEmail,
  updateUserSubscriptions,
  addSubscribersToList,
  createList,
  listProjectLists,
  listChannels,
  sendSms,
  trackEvent,
  customRequest,
];
