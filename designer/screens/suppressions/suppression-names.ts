/** Channels and reasons as the API names them. */
export const channelNames = ['email', 'sms', 'push', 'in_app', 'web_push', 'whatsapp', 'embedded'] as const;
export const reasonNames = ['unsubscribe', 'complaint', 'hard_bounce', 'manual', 'import'] as const;
