import type { Action } from '../connector/define.ts';
import { invalidateJwts } from './auth/invalidate-jwts.ts';
import { listChannels } from './channels/list-channels.ts';
import { listMessageTypes } from './channels/list-message-types.ts';
import { trackPurchase } from './commerce/track-purchase.ts';
import { updateCart } from './commerce/update-cart.ts';
import { customRequest } from './custom/custom-request.ts';
import { trackEmbeddedClick } from './embedded/track-embedded-click.ts';
import { trackEmbeddedReceived } from './embedded/track-embedded-received.ts';
import { trackEmbeddedSession } from './embedded/track-embedded-session.ts';
import { bulkTrackEvents } from './events/bulk-track-events.ts';
import { consumeInAppMessage } from './events/consume-in-app-message.ts';
import { listUserEventsByEmail } from './events/list-user-events-by-email.ts';
import { listUserEventsByUserId } from './events/list-user-events-by-user-id.ts';
import { trackEvent } from './events/track-event.ts';
import { trackInAppClick } from './events/track-in-app-click.ts';
import { trackInAppClose } from './events/track-in-app-close.ts';
import { trackInAppDelivery } from './events/track-in-app-delivery.ts';
import { trackInAppOpen } from './events/track-in-app-open.ts';
import { trackPushOpen } from './events/track-push-open.ts';
import { trackWebPushClick } from './events/track-web-push-click.ts';
import { getExperimentMetrics } from './experiments/get-experiment-metrics.ts';
import { addSubscribersToList } from './lists/add-subscribers-to-list.ts';
import { createList } from './lists/create-list.ts';
import { deleteList } from './lists/delete-list.ts';
import { getListSize } from './lists/get-list-size.ts';
import { listMembers } from './lists/list-members.ts';
import { listProjectLists } from './lists/list-project-lists.ts';
import { previewListMembers } from './lists/preview-list-members.ts';
import { removeSubscribersFromList } from './lists/remove-subscribers-from-list.ts';
import { sendSms } from './messages/send-sms.ts';
import { deleteMetadataTable } from './metadata/delete-metadata-table.ts';
import { deleteMetadataValue } from './metadata/delete-metadata-value.ts';
import { getMetadataValue } from './metadata/get-metadata-value.ts';
import { listMetadataKeys } from './metadata/list-metadata-keys.ts';
import { listMetadataTables } from './metadata/list-metadata-tables.ts';
import { putMetadataValue } from './metadata/put-metadata-value.ts';
import { forgetUser } from './privacy/forget-user.ts';
import { listForgottenEmails } from './privacy/list-forgotten-emails.ts';
import { listForgottenUserIds } from './privacy/list-forgotten-user-ids.ts';
import { unforgetUser } from './privacy/unforget-user.ts';
import { bulkChangeGroupSubscriptions } from './subscriptions/bulk-change-group-subscriptions.ts';
import { bulkUpdateUserSubscriptions } from './subscriptions/bulk-update-user-subscriptions.ts';
import { startDoubleOptIn } from './subscriptions/start-double-opt-in.ts';
import { subscribeByEmail } from './subscriptions/subscribe-by-email.ts';
import { subscribeByUserId } from './subscriptions/subscribe-by-user-id.ts';
import { subscribeUser } from './subscriptions/subscribe-user.ts';
import { unsubscribeByEmail } from './subscriptions/unsubscribe-by-email.ts';
import { unsubscribeByUserId } from './subscriptions/unsubscribe-by-user-id.ts';
import { unsubscribeUser } from './subscriptions/unsubscribe-user.ts';
import { updateUserSubscriptions } from './subscriptions/update-user-subscriptions.ts';
import { bulkUpsertUsers } from './users/bulk-upsert-users.ts';
import { deleteUserByEmail } from './users/delete-user-by-email.ts';
import { deleteUserByUserId } from './users/delete-user-by-user-id.ts';
import { disableDeviceForAllUsers } from './users/disable-device-for-all-users.ts';
import { disableDevice } from './users/disable-device.ts';
import { getUserByEmail } from './users/get-user-by-email.ts';
import { getUserByUserId } from './users/get-user-by-user-id.ts';
import { listSentMessages } from './users/list-sent-messages.ts';
import { listUserFields } from './users/list-user-fields.ts';
import { mergeUsers } from './users/merge-users.ts';
import { registerBrowserToken } from './users/register-browser-token.ts';
import { registerDeviceToken } from './users/register-device-token.ts';
import { updateUserEmail } from './users/update-user-email.ts';
import { upsertUser } from './users/upsert-user.ts';
import { beginSmsVerification } from './verify/begin-sms-verification.ts';
import { checkSmsVerification } from './verify/check-sms-verification.ts';
import { listWebhooks } from './webhooks/list-webhooks.ts';
import { updateWebhook } from './webhooks/update-webhook.ts';

export { picklists } from './picklists/index.ts';

/** All actions, in the order shown to users. A test compares it with the folder, so a forgotten file fails. */
export const actions: readonly Action[] = [
  upsertUser,
  bulkUpsertUsers,
  getUserByEmail,
  getUserByUserId,
  updateUserEmail,
  mergeUsers,
  listUserFields,
  listSentMessages,
  registerDeviceToken,
  registerBrowserToken,
  disableDevice,
  disableDeviceForAllUsers,
  deleteUserByEmail,
  deleteUserByUserId,
  subscribeUser,
  unsubscribeUser,
  updateUserSubscriptions,
  bulkUpdateUserSubscriptions,
  subscribeByEmail,
  subscribeByUserId,
  unsubscribeByEmail,
  unsubscribeByUserId,
  bulkChangeGroupSubscriptions,
  startDoubleOptIn,
  addSubscribersToList,
  removeSubscribersFromList,
  createList,
  listProjectLists,
  listMembers,
  previewListMembers,
  getListSize,
  deleteList,
  trackEvent,
  bulkTrackEvents,
  listUserEventsByEmail,
  listUserEventsByUserId,
  trackInAppOpen,
  trackInAppClick,
  trackInAppClose,
  trackInAppDelivery,
  consumeInAppMessage,
  trackPushOpen,
  trackWebPushClick,
  trackEmbeddedReceived,
  trackEmbeddedClick,
  trackEmbeddedSession,
  trackPurchase,
  updateCart,
  sendSms,
  listChannels,
  listMessageTypes,
  forgetUser,
  unforgetUser,
  listForgottenEmails,
  listForgottenUserIds,
  beginSmsVerification,
  checkSmsVerification,
  invalidateJwts,
  listWebhooks,
  updateWebhook,
  listMetadataTables,
  listMetadataKeys,
  getMetadataValue,
  putMetadataValue,
  deleteMetadataValue,
  deleteMetadataTable,
  getExperimentMetrics,
  customRequest,
];
