/** A small recipe for tests: tracks an event for whoever subscribes. */
export function sampleRecipe(name = 'welcome'): Record<string, unknown> {
  return {
    name,
    connection: 'sandbox',
    trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
    steps: [{ id: 'track', use: 'track_event', with: { eventName: 'welcomed', email: '{{ trigger.email }}' } }],
  };
}

export function subscribeEvent(email = 'ada@example.com'): Record<string, unknown> {
  return {
    email,
    eventName: 'emailSubscribe',
    dataFields: { createdAt: '2026-01-05 22:51:25 +00:00', signupSource: 'WebForm', emailListIds: [1] },
  };
}
