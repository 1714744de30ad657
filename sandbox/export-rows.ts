import type { ExportRequest, ExportRows } from './export-job-state.ts';
import { generatedColumns, generatedRow } from './generated-rows.ts';
import { iterableTime } from './iterable-time.ts';
import type { JsonObject } from './json-value.ts';
import type { TrackedEvent } from './tracked-event.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

/** The data types that can be exported. */
export const exportDataTypes: ReadonlySet<string> = new Set(
  `emailSend emailOpen emailClick hostedUnsubscribeClick emailComplaint emailBounce emailSendSkip pushSend pushOpen
  pushUninstall pushBounce pushSendSkip inAppSend inAppOpen inAppClick inAppClose inAppDelete inAppDelivery inAppSendSkip
  inAppRecall inboxSession inboxMessageImpression smsSend smsBounce smsClick smsReceived smsSendSkip webPushSend webPushClick
  webPushSendSkip rcsSend rcsSendSkip emailSubscribe emailUnSubscribe purchase customEvent user smsUsageInfo embeddedSend
  embeddedSendSkip embeddedClick embeddedReceived embeddedImpression embeddedSession unknownSession journeyExit whatsAppBounce
  whatsAppClick whatsAppReceived whatsAppSeen whatsAppSend whatsAppSendSkip whatsAppUsageInfo`.split(/\s+/),
);

/** An event as exports show it: flat, with the transactional data as JSON text. */
export function eventRow({ eventType, eventName, createdAt, dataFields, id: _, ...rest }: TrackedEvent): JsonObject {
  const { transactionalData, ...fields } = dataFields;
  const row: JsonObject = {
    createdAt: iterableTime(createdAt),
    ...rest,
    ...(eventType === 'customEvent' ? { eventName } : {}),
    ...fields,
  };
  if (transactionalData !== undefined) row.transactionalData = JSON.stringify(transactionalData);
  return row;
}

const userRow = ({ email, userId, createdAt, updatedAt, signupSource, dataFields }: Profile): JsonObject => ({
  createdAt: iterableTime(createdAt),
  ...(email === undefined ? {} : { email }),
  ...(userId === undefined ? {} : { userId }),
  profileUpdatedAt: iterableTime(updatedAt),
  signupSource,
  ...dataFields,
});

interface Happened {
  at: number;
  campaignId?: number | undefined;
  row(): JsonObject;
}

function* happened({ state }: World, dataTypeName: string): Generator<Happened> {
  if (dataTypeName === 'user') {
    for (const profile of state.users.all()) yield { at: profile.updatedAt, row: () => userRow(profile) };
    return;
  }
  for (const event of state.events.items) {
    if (event.eventType !== dataTypeName) continue;
    yield { at: event.createdAt, campaignId: event.campaignId, row: () => eventRow(event) };
  }
}

/** The columns of an export: those asked for, without those omitted, and createdAt first even when nobody asked. */
function shownColumns(all: readonly string[], { onlyFields, omitFields }: ExportRequest): string[] {
  const wanted = onlyFields.length === 0 ? all : onlyFields;
  return ['createdAt', ...wanted.filter((name) => name !== 'createdAt' && !omitFields.includes(name))];
}

/**
 * Collects what an export asks for: first what happened (references only, no copies), then the generated rows of that type,
 * which cost nothing however many they are.
 */
export function collectRows(world: World, request: ExportRequest): ExportRows {
  const { from = -Infinity, until = Infinity, campaignId } = request;
  const real = [...happened(world, request.dataTypeName)].filter(
    (one) => one.at >= from && one.at < until && (campaignId === undefined || one.campaignId === campaignId),
  );
  const names = new Set<string>(['createdAt']);
  for (const one of real) {
    for (const [name, value] of Object.entries(one.row())) if (value !== undefined) names.add(name);
  }

  const generated = world.state.generatedRows.get(request.dataTypeName);
  const made = generated && (campaignId === undefined || campaignId === generated.campaignId) ? generated : undefined;
  const rowAt = (time: number): number =>
    made ? Math.min(made.count, Math.max(0, Math.ceil((time - made.firstAt) / 1000))) : 0;
  const firstMade = rowAt(from);
  const madeColumns = made ? generatedColumns(made) : [];
  const columns = [...madeColumns, ...[...names].filter((name) => !madeColumns.includes(name))];
  return {
    columns: shownColumns(columns, request),
    length: real.length + Math.max(0, rowAt(until) - firstMade),
    row(i) {
      const one = real[i];
      if (one) return one.row();
      return made ? generatedRow(made, firstMade + i - real.length) : {};
    },
    isBad(i) {
      const number = i - real.length + 1;
      return made !== undefined && made.badEvery > 0 && number > 0 && number % made.badEvery === 0;
    },
  };
}
