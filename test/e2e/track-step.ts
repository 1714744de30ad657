/** A step that tracks an event named after it for whoever the trigger is about. */
export const trackStep = (id: string, more: object = {}): object => ({
  id,
  use: 'track_event',
  with: { eventName: id, email: '{{ trigger.email }}', ...more },
});
