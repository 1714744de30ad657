import type { Action } from '../connector/define.ts';
import { invalidateJwts } from './auth/invalidate-jwts.ts';
import { abortCampaign } from './campaigns/abort-campaign.ts';
import { activateTriggeredCampaign } from './campaigns/activate-triggered-campaign.ts';
import { archiveCampaigns } from './campaigns/archive-campaigns.ts';
import { cancelCampaign } from './campaigns/cancel-campaign.ts';
import { createCampaign } from './campaigns/create-campaign.ts';
import { deactivateTriggeredCampaign } from './campaigns/deactivate-triggered-campaign.ts';
import { getCampaignMetrics } from './campaigns/get-campaign-metrics.ts';
import { getCampaign } from './campaigns/get-campaign.ts';
import { listCampaigns } from './campaigns/list-campaigns.ts';
import { listChildCampaigns } from './campaigns/list-child-campaigns.ts';
import { scheduleCampaign } from './campaigns/schedule-campaign.ts';
import { sendCampaign } from './campaigns/send-campaign.ts';
import { triggerCampaign } from './campaigns/trigger-campaign.ts';
import { createCatalog } from './catalogs/create-catalog.ts';
import { deleteCatalogItem } from './catalogs/delete-catalog-item.ts';
import { deleteCatalogItems } from './catalogs/delete-catalog-items.ts';
import { deleteCatalog } from './catalogs/delete-catalog.ts';
import { getCatalogFields } from './catalogs/get-catalog-fields.ts';
import { getCatalogItem } from './catalogs/get-catalog-item.ts';
import { listCatalogItems } from './catalogs/list-catalog-items.ts';
import { listCatalogs } from './catalogs/list-catalogs.ts';
import { patchCatalogItem } from './catalogs/patch-catalog-item.ts';
import { putCatalogItem } from './catalogs/put-catalog-item.ts';
import { setCatalogFieldTypes } from './catalogs/set-catalog-field-types.ts';
import { uploadCatalogItems } from './catalogs/upload-catalog-items.ts';
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
import { cancelExport } from './exports/cancel-export.ts';
import { exportDataCsv } from './exports/export-data-csv.ts';
import { exportDataJson } from './exports/export-data-json.ts';
import { exportUserEvents } from './exports/export-user-events.ts';
import { getExportFiles } from './exports/get-export-files.ts';
import { listExportJobs } from './exports/list-export-jobs.ts';
import { startExport } from './exports/start-export.ts';
import { listJourneys } from './journeys/list-journeys.ts';
import { triggerJourney } from './journeys/trigger-journey.ts';
import { addSubscribersToList } from './lists/add-subscribers-to-list.ts';
import { createList } from './lists/create-list.ts';
import { deleteList } from './lists/delete-list.ts';
import { getListSize } from './lists/get-list-size.ts';
import { listMembers } from './lists/list-members.ts';
import { listProjectLists } from './lists/list-project-lists.ts';
import { previewListMembers } from './lists/preview-list-members.ts';
import { removeSubscribersFromList } from './lists/remove-subscribers-from-list.ts';
import { cancelEmail } from './messages/cancel-email.ts';
import { cancelInApp } from './messages/cancel-in-app.ts';
import { cancelPush } from './messages/cancel-push.ts';
import { cancelSms } from './messages/cancel-sms.ts';
import { cancelWebPush } from './messages/cancel-web-push.ts';
import { cancelWhatsapp } from './messages/cancel-whatsapp.ts';
import { getEmbeddedMessages } from './messages/get-embedded-messages.ts';
import { getInAppMessages } from './messages/get-in-app-messages.ts';
import { getPriorityInAppMessage } from './messages/get-priority-in-app-message.ts';
import { getWebInAppMessages } from './messages/get-web-in-app-messages.ts';
import { broadcastContent } from './messages/broadcast-content.ts';
import { sendContent } from './messages/send-content.ts';
import { sendEmail } from './messages/send-email.ts';
import { sendInApp } from './messages/send-in-app.ts';
import { sendPush } from './messages/send-push.ts';
import { sendSms } from './messages/send-sms.ts';
import { sendWebPush } from './messages/send-web-push.ts';
import { sendWhatsapp } from './messages/send-whatsapp.ts';
import { viewEmailInBrowser } from './messages/view-email-in-browser.ts';
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
import { createSnippet } from './snippets/create-snippet.ts';
import { deleteSnippet } from './snippets/delete-snippet.ts';
import { getSnippet } from './snippets/get-snippet.ts';
import { listSnippets } from './snippets/list-snippets.ts';
import { updateSnippet } from './snippets/update-snippet.ts';
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
import { deleteTemplates } from './templates/delete-templates.ts';
import { getEmailTemplate } from './templates/get-email-template.ts';
import { getEmbeddedTemplate } from './templates/get-embedded-template.ts';
import { getInAppTemplate } from './templates/get-in-app-template.ts';
import { getPushTemplate } from './templates/get-push-template.ts';
import { getSmsTemplate } from './templates/get-sms-template.ts';
import { getTemplatesByClientId } from './templates/get-templates-by-client-id.ts';
import { listTemplates } from './templates/list-templates.ts';
import { previewEmailTemplate } from './templates/preview-email-template.ts';
import { previewInAppTemplate } from './templates/preview-in-app-template.ts';
import { sendEmailProof } from './templates/send-email-proof.ts';
import { sendInAppProof } from './templates/send-in-app-proof.ts';
import { sendPushProof } from './templates/send-push-proof.ts';
import { sendSmsProof } from './templates/send-sms-proof.ts';
import { updateEmailTemplate } from './templates/update-email-template.ts';
import { updateEmbeddedTemplate } from './templates/update-embedded-template.ts';
import { updateInAppTemplate } from './templates/update-in-app-template.ts';
import { updatePushTemplate } from './templates/update-push-template.ts';
import { updateSmsTemplate } from './templates/update-sms-template.ts';
import { upsertEmailTemplate } from './templates/upsert-email-template.ts';
import { upsertEmbeddedTemplate } from './templates/upsert-embedded-template.ts';
import { upsertInAppTemplate } from './templates/upsert-in-app-template.ts';
import { upsertPushTemplate } from './templates/upsert-push-template.ts';
import { upsertSmsTemplate } from './templates/upsert-sms-template.ts';
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

  trackPurchase,
  updateCart,

  sendEmail,
  sendContent,
  broadcastContent,
  sendSms,
  sendPush,
  sendWebPush,
  sendInApp,
  sendWhatsapp,
  cancelEmail,
  cancelSms,
  cancelPush,
  cancelWebPush,
  cancelInApp,
  cancelWhatsapp,
  viewEmailInBrowser,
  getInAppMessages,
  getWebInAppMessages,
  getPriorityInAppMessage,
  getEmbeddedMessages,

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

  listCampaigns,
  getCampaign,
  createCampaign,
  triggerCampaign,
  sendCampaign,
  scheduleCampaign,
  cancelCampaign,
  abortCampaign,
  archiveCampaigns,
  activateTriggeredCampaign,
  deactivateTriggeredCampaign,
  getCampaignMetrics,
  listChildCampaigns,
  getExperimentMetrics,

  triggerJourney,
  listJourneys,

  listTemplates,
  getTemplatesByClientId,
  getEmailTemplate,
  upsertEmailTemplate,
  updateEmailTemplate,
  previewEmailTemplate,
  getSmsTemplate,
  upsertSmsTemplate,
  updateSmsTemplate,
  getPushTemplate,
  upsertPushTemplate,
  updatePushTemplate,
  getInAppTemplate,
  upsertInAppTemplate,
  updateInAppTemplate,
  previewInAppTemplate,
  getEmbeddedTemplate,
  upsertEmbeddedTemplate,
  updateEmbeddedTemplate,
  sendEmailProof,
  sendSmsProof,
  sendPushProof,
  sendInAppProof,
  deleteTemplates,

  listSnippets,
  getSnippet,
  createSnippet,
  updateSnippet,
  deleteSnippet,

  listCatalogs,
  createCatalog,
  deleteCatalog,
  getCatalogFields,
  setCatalogFieldTypes,
  listCatalogItems,
  getCatalogItem,
  putCatalogItem,
  patchCatalogItem,
  deleteCatalogItem,
  uploadCatalogItems,
  deleteCatalogItems,

  exportDataCsv,
  exportDataJson,
  exportUserEvents,
  startExport,
  listExportJobs,
  getExportFiles,
  cancelExport,

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

  customRequest,
];
