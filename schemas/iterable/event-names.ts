export type Medium = 'email' | 'in-app' | 'push' | 'sms' | 'web push' | 'embedded' | 'journey' | 'WhatsApp';

/** One tick box of Iterable's system webhook form. */
export interface LabelledEvent {
  /** text of the tick box in Iterable */
  label: string;
  /** spelling in the body; two labels may share one */
  eventName: string;
  medium: Medium;
  category: string;
}

const row = (label: string, eventName: string, medium: Medium, category: string): LabelledEvent => ({
  label,
  eventName,
  medium,
  category,
});

/** The events that can be ticked in a system webhook. The list grows, so a name outside of it is kept, never refused. */
export const labelledEvents: readonly LabelledEvent[] = [
  row('Email Blast Send', 'emailSend', 'email', 'send'),
  row('Email Triggered Send', 'emailSend', 'email', 'send'),
  row('Email Bounce', 'emailBounce', 'email', 'bounce'),
  row('Email Click', 'emailClick', 'email', 'click'),
  row('Email Complaint', 'emailComplaint', 'email', 'complaint'),
  row('Email Open', 'emailOpen', 'email', 'open'),
  row('Email Send Skip', 'emailSendSkip', 'email', 'skip'),
  row('Email Subscribe', 'emailSubscribe', 'email', 'subscribe'),
  // capital S: the spelling `emailUnsubscribe` of other connectors never fires
  row('Email Unsubscribe', 'emailUnSubscribe', 'email', 'unsubscribe'),
  row('Hosted Unsubscribe Click', 'hostedUnsubscribeClick', 'email', 'unsubscribe-click'),
  row('In-App Send', 'inAppSend', 'in-app', 'send'),
  row('In-App Open', 'inAppOpen', 'in-app', 'open'),
  row('In-App Click', 'inAppClick', 'in-app', 'click'),
  row('In-App Delete', 'inAppDelete', 'in-app', 'delete'),
  row('In-App Recall', 'inAppRecall', 'in-app', 'recall'),
  row('In-App Send Skip', 'inAppSendSkip', 'in-app', 'skip'),
  row('Push Send', 'pushSend', 'push', 'send'),
  row('Push Open', 'pushOpen', 'push', 'open'),
  row('Push Bounce', 'pushBounce', 'push', 'bounce'),
  row('Push Uninstall', 'pushUninstall', 'push', 'uninstall'),
  row('Push Send Skip', 'pushSendSkip', 'push', 'skip'),
  row('SMS Send', 'smsSend', 'sms', 'send'),
  row('SMS Click', 'smsClick', 'sms', 'click'),
  row('SMS Bounce', 'smsBounce', 'sms', 'bounce'),
  row('SMS Received', 'smsReceived', 'sms', 'received'),
  row('SMS Send Skip', 'smsSendSkip', 'sms', 'skip'),
  row('Web Push Send', 'webPushSend', 'web push', 'send'),
  row('Web Push Click', 'webPushClick', 'web push', 'click'),
  row('Web Push Send Skip', 'webPushSendSkip', 'web push', 'skip'),
  row('Embedded Received', 'embeddedReceived', 'embedded', 'received'),
  row('Embedded Impression', 'embeddedImpression', 'embedded', 'impression'),
  row('Embedded Click', 'embeddedClick', 'embedded', 'click'),
  row('Embedded Session', 'embeddedSession', 'embedded', 'session'),
  row('Journey Exit', 'journeyExit', 'journey', 'exit'),
  row('WhatsApp Send', 'whatsAppSend', 'WhatsApp', 'send'),
  row('WhatsApp Seen', 'whatsAppSeen', 'WhatsApp', 'open'),
  row('WhatsApp Click', 'whatsAppClick', 'WhatsApp', 'click'),
  row('WhatsApp Received', 'whatsAppReceived', 'WhatsApp', 'received'),
  row('WhatsApp Bounce', 'whatsAppBounce', 'WhatsApp', 'bounce'),
  row('WhatsApp Send Skip', 'whatsAppSendSkip', 'WhatsApp', 'skip'),
];

/** Every known `eventName`, once each, in the order of the labels. */
export const eventNames: readonly string[] = [...new Set(labelledEvents.map((event) => event.eventName))];
