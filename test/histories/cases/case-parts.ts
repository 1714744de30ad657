import type { JsonObject } from '../../../errors/json.ts';
import type { Recipe, Step } from '../../../recipes/recipe.ts';
import type { Fault } from '../../../sandbox/fault-plan.ts';
import type { Arrival } from './recorded-case.ts';

export const email = '{{ trigger.email }}';
export const ada = 'ada.lovell@example.com';
/** Running campaigns of the sandbox. */
export const sms = 7001003;
export const mail = 7001001;

export const upsert = (id: string, dataFields: JsonObject = { seen: true }, more: object = {}): Step => ({
  ...{ id, use: 'upsert_user', with: { email, dataFields } },
  ...more,
});
export const track = (id: string, dataFields: JsonObject = {}, more: object = {}): Step => ({
  ...{ id, use: 'track_event', with: { email, eventName: id, dataFields } },
  ...more,
});
export const look = (id: string, more: object = {}): Step => ({
  ...{ id, use: 'get_user_by_email', with: { email } },
  ...more,
});
export const text = (id: string, more: object = {}): Step => ({
  ...{ id, use: 'send_sms', with: { campaignId: sms, recipientEmail: email } },
  ...more,
});
/** What a custom request does is not known, so it is not made twice. */
export const append = (id: string, more: object = {}): Step => ({
  id,
  use: 'custom_request',
  with: { method: 'POST', path: '/api/events/track', body: { email, eventName: id }, effect: 'write' },
  ...more,
});

export const at = {
  look: '/api/users/getByEmail',
  upsert: '/api/users/update',
  track: '/api/events/track',
  text: '/api/sms/target',
  bulk: '/api/users/bulkUpdate',
};
export const fault = (path: string, kind: Fault['kind'], more: Partial<Fault> = {}): Fault => ({
  match: { path },
  kind,
  times: 1,
  ...more,
});
export const turnedAway = (path: string, times = 1): Fault =>
  fault(path, 'status', { status: 429, retryAfter: 0, times });
export const refused = (path: string): Fault =>
  fault(path, 'status', { status: 400, body: { code: 'BadParams', msg: 'Invented refusal.', params: null } });

export const subscriber = (dataFields: JsonObject = {}): Arrival => ({
  body: { email: ada, eventName: 'emailSubscribe', dataFields: { email: ada, signupSource: 'WebForm', ...dataFields } },
});
export const journey: Recipe['trigger'] = { use: 'new_workflow', with: {} };

export const defaultTrigger: Recipe['trigger'] = {
  use: 'new_object',
  with: { eventName: 'emailSubscribe' },
};
export const defaultArrival: Arrival = subscriber();
