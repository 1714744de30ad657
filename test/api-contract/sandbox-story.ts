import type { JsonObject } from '../../errors/json.ts';
import type { Sandbox } from '../../sandbox/index.ts';

const email = 'ada@example.com';
const userId = 'u-1';
const catalog = { catalogName: 'products' };
const item = { ...catalog, itemId: 'sku-1' };
const group = { subscriptionGroup: 'emailList', subscriptionGroupId: 1001 };
const phone = { phoneNumber: '+15550177702', verificationProfileId: 4401 };
const table = { table: 'stores', key: 'porto' };
const wait = { recipientEmail: email, sendAt: '2031-01-11 00:00:00' };

type Input = JsonObject | ((sandbox: Sandbox) => JsonObject);

/** The clock of the sandbox during the story; epoch ms. */
export const storyTime = Date.UTC(2031, 0, 10);

/** What only works on things that were made before: calls in an order in which the sandbox accepts each. */
export const sandboxStory: readonly (readonly [action: string, input: Input])[] = [
  ['upsert_user', { email, userId, dataFields: { phoneNumber: phone.phoneNumber } }],
  ['track_event', { email, eventName: 'orderPlaced', dataFields: { total: 1 } }],
  ['export_user_events', { email }],
  ['send_email', { campaignId: 7001001, recipientEmail: email }],
  ['view_email_in_browser', (sandbox) => ({ email, messageId: sandbox.state.messages[0]?.messageId ?? '' })],
  ['list_sent_messages', { email }],
  ...(['email', 'push', 'sms', 'in_app', 'web_push', 'whatsapp'] as const).flatMap(
    (medium, place): (readonly [string, Input])[] => [
      [`send_${medium}`, { campaignId: 7001001 + place, ...wait }],
      [`cancel_${medium}`, { campaignId: 7001001 + place, email }],
    ],
  ),
  ['send_in_app', { campaignId: 7001004, recipientEmail: email }],
  ['get_in_app_messages', { email, count: 10, platform: 'iOS', packageName: 'com.example' }],
  ['deactivate_triggered_campaign', { campaignId: 7001001 }],
  ['activate_triggered_campaign', { campaignId: 7001001 }],
  ['schedule_campaign', { campaignId: 7001031, sendAt: '2031-01-12T00:00:00Z' }],
  ['cancel_campaign', { campaignId: 7001031 }],
  ['get_experiment_metrics', { experimentId: [88001] }],
  [
    'start_export',
    { dataTypeName: 'user', outputFormat: 'text/csv', startDateTime: '2031-01-01', endDateTime: '2031-01-02' },
  ],
  ['cancel_export', ({ state }) => ({ jobId: state.exportJobs[0]?.id ?? 0 })],
  ['create_catalog', catalog],
  ['set_catalog_field_types', { ...catalog, mappingsUpdates: [{ fieldName: 'price', fieldType: 'double' }] }],
  ['get_catalog_fields', catalog],
  ['put_catalog_item', { ...item, value: { price: 9.5 } }],
  ['patch_catalog_item', { ...item, update: { price: 8.5 } }],
  ['get_catalog_item', item],
  ['upload_catalog_items', { ...catalog, documents: { 'sku-2': { price: 1.5 } }, replaceUploadedFieldsOnly: true }],
  ['list_catalog_items', catalog],
  ['list_catalogs', {}],
  ['delete_catalog_item', item],
  ['delete_catalog_items', { ...catalog, itemIds: ['sku-2'] }],
  ['create_snippet', { name: 'footer', content: 'Bye' }],
  ['get_snippet', { name: 'footer' }],
  ['put_metadata_value', { ...table, value: { city: 'Porto' } }],
  ['get_metadata_value', table],
  ['get_embedded_template', { templateId: 8100005 }],
  ['update_embedded_template', { templateId: 8100005, title: 'Hello' }],
  ['subscribe_by_email', { ...group, email }],
  ['unsubscribe_by_email', { ...group, email }],
  ['subscribe_by_user_id', { ...group, userId }],
  ['unsubscribe_by_user_id', { ...group, userId }],
  ['bulk_change_group_subscriptions', { ...group, action: 'subscribe', users: [email] }],
  ['start_double_opt_in', { email, messageTypeIds: [66021] }],
  ['begin_sms_verification', phone],
  ['check_sms_verification', (sandbox) => ({ ...phone, code: sandbox.state.smsVerifications?.[0]?.code ?? '' })],
  ['invalidate_jwts', { email }],
  [
    'update_webhook',
    (sandbox) => ({ id: sandbox.addWebhook({ url: 'https://hooks.example.com/in' }).id, enabled: false }),
  ],
  ['list_webhooks', {}],
  ['delete_list', (sandbox) => ({ listId: sandbox.state.lists.at(-1)?.id ?? 0 })],
  ['delete_user_by_user_id', { userId }],
  [
    'list_forgotten_user_ids',
    ({ settings }) => {
      // projects that know people by address alone have none
      settings.projectType = 'hybrid';
      return {};
    },
  ],
];
