import { BoundedLog } from './bounded-log.ts';
import { contentFrom, contentSnapshotOf, newContentState } from './content-state.ts';
import type { ContentSnapshot, ContentState } from './content-state.ts';
import type { DoubleOptIn } from './double-opt-in.ts';
import type { JsonObject } from './json-value.ts';
import { MetadataTables } from './metadata-tables.ts';
import type { MetadataItem } from './metadata-tables.ts';
import { seedCampaigns, seedChannels, seedJourneys, seedMessageTypes } from './project-catalogue.ts';
import type { Campaign, Channel, Journey, MessageType } from './project-catalogue.ts';
import { eventKey, type TrackedEvent } from './tracked-event.ts';
import type { SmsVerification } from './sms-verification.ts';
import { UserDirectory } from './user-directory.ts';
import type { Profile } from './profile.ts';

export interface ContactList {
  id: number;
  name: string;
  description?: string | undefined;
  listType: 'Standard' | 'Dynamic';
  createdAt: number;
  members: Set<number>;
}

export interface SentMessage {
  messageId: string;
  campaignId: number;
  messageMedium: string;
  email?: string | undefined;
  userId?: string | undefined;
  dataFields: JsonObject;
  metadata?: JsonObject | undefined;
  status: 'sent' | 'skipped' | 'scheduled' | 'cancelled';
  skipReason?: string | undefined;
  scheduledMessageId?: number | undefined;
  sendAt?: number | undefined;
  /** false: skipped when the user had the same marketing campaign within 18 hours */
  allowRepeat?: boolean | undefined;
  createdAt: number;
  /** epoch ms; set by trackInAppOpen */
  readAt?: number;
  /** epoch ms; set by inAppConsume */
  consumedAt?: number;
}

export interface JourneyEntry {
  workflowId: number;
  email?: string | undefined;
  userId?: string | undefined;
  listId?: number | undefined;
  dataFields: JsonObject;
  at: number;
}

export interface ProjectState extends ContentState {
  projectId: number;
  users: UserDirectory;
  lists: Map<number, ContactList>;
  campaigns: Campaign[];
  channels: Channel[];
  messageTypes: MessageType[];
  journeys: Journey[];
  /** scope ('user' or an event name) -> field -> type; fixed by the first value the project saw */
  fieldTypes: Map<string, Map<string, string>>;
  events: BoundedLog<TrackedEvent>;
  eventsById: Map<string, TrackedEvent>;
  messages: BoundedLog<SentMessage>;
  journeyEntries: BoundedLog<JourneyEntry>;
  /** SHA-256 hex of the trimmed, lowercased identifier */
  forgottenEmails: Set<string>;
  forgottenUserIds: Set<string>;
  metadata: MetadataTables;
  smsVerifications: SmsVerification[];
  doubleOptIns: DoubleOptIn[];
  /** user -> epoch ms; a bearer token that was issued before is void */
  jwtCutoffs: Map<string, number>;
  nextListId: number;
  nextScheduledMessageId: number;
}

/** The part of the state that is plain JSON: written to the state file and shown by `GET /sandbox/state`. */
export interface StateSnapshot extends ContentSnapshot {
  projectId: number;
  users: Profile[];
  lists: (Omit<ContactList, 'members'> & { members: number[] })[];
  campaigns: Campaign[];
  fieldTypes: Record<string, Record<string, string>>;
  events: readonly TrackedEvent[];
  messages: readonly SentMessage[];
  journeyEntries: readonly JourneyEntry[];
  forgottenEmails: string[];
  forgottenUserIds: string[];
  metadata?: MetadataItem[];
  smsVerifications?: SmsVerification[];
  doubleOptIns?: DoubleOptIn[];
  jwtCutoffs?: [string, number][];
  nextListId: number;
  nextScheduledMessageId: number;
}

const logLimit = 200_000;

const builtInUserFields = {
  email: 'string',
  userId: 'string',
  signupDate: 'date',
  signupSource: 'string',
  profileUpdatedAt: 'date',
  phoneNumber: 'string',
};

/** A project as new: two lists (1001 standard, 1002 dynamic), 48 campaigns, no users. */
export function newProjectState(at: number): ProjectState {
  const list = (id: number, name: string, listType: ContactList['listType']): [number, ContactList] => [
    id,
    { id, name, listType, createdAt: at, members: new Set() },
  ];
  const campaigns = seedCampaigns();
  return {
    ...newContentState(campaigns),
    projectId: 900100,
    users: new UserDirectory(),
    lists: new Map([list(1001, 'Newsletter', 'Standard'), list(1002, 'Recently active', 'Dynamic')]),
    campaigns,
    channels: seedChannels(),
    messageTypes: seedMessageTypes(),
    journeys: seedJourneys(),
    fieldTypes: new Map([['user', new Map(Object.entries(builtInUserFields))]]),
    events: new BoundedLog(logLimit),
    eventsById: new Map(),
    messages: new BoundedLog(logLimit),
    journeyEntries: new BoundedLog(logLimit),
    forgottenEmails: new Set(),
    forgottenUserIds: new Set(),
    metadata: new MetadataTables(),
    smsVerifications: [],
    doubleOptIns: [],
    jwtCutoffs: new Map(),
    nextListId: 1003,
    nextScheduledMessageId: 891000001,
  };
}

/** The state as plain JSON values; maps and sets become objects and arrays. */
export function snapshotOf(state: ProjectState): StateSnapshot {
  const { projectId, campaigns, nextListId, nextScheduledMessageId } = state;
  return {
    ...contentSnapshotOf(state),
    projectId,
    users: state.users.all(),
    lists: [...state.lists.values()].map((list) => ({ ...list, members: [...list.members] })),
    campaigns,
    fieldTypes: Object.fromEntries([...state.fieldTypes].map(([scope, types]) => [scope, Object.fromEntries(types)])),
    events: state.events.items,
    messages: state.messages.items,
    journeyEntries: state.journeyEntries.items,
    forgottenEmails: [...state.forgottenEmails],
    forgottenUserIds: [...state.forgottenUserIds],
    metadata: state.metadata.items(),
    smsVerifications: state.smsVerifications,
    doubleOptIns: state.doubleOptIns,
    jwtCutoffs: [...state.jwtCutoffs],
    nextListId,
    nextScheduledMessageId,
  };
}

/** The reverse of `snapshotOf`. Catalogue parts that a snapshot does not carry come from the seed. */
export function stateFrom(snapshot: StateSnapshot, at: number): ProjectState {
  const state = newProjectState(at);
  state.projectId = snapshot.projectId;
  state.users = new UserDirectory(snapshot.users);
  state.lists = new Map(snapshot.lists.map((list) => [list.id, { ...list, members: new Set(list.members) }]));
  state.campaigns = snapshot.campaigns;
  Object.assign(state, contentFrom(snapshot, snapshot.campaigns));
  state.fieldTypes = new Map(
    Object.entries(snapshot.fieldTypes).map(([scope, types]) => [scope, new Map(Object.entries(types))]),
  );
  for (const event of snapshot.events) {
    state.events.add(event);
    const key = eventKey(event);
    if (key !== undefined) state.eventsById.set(key, event);
  }
  for (const message of snapshot.messages) state.messages.add(message);
  for (const entry of snapshot.journeyEntries) state.journeyEntries.add(entry);
  state.forgottenEmails = new Set(snapshot.forgottenEmails);
  state.forgottenUserIds = new Set(snapshot.forgottenUserIds);
  // files of older sandboxes lack these
  state.metadata = new MetadataTables(snapshot.metadata);
  state.smsVerifications = snapshot.smsVerifications ?? [];
  state.doubleOptIns = snapshot.doubleOptIns ?? [];
  state.jwtCutoffs = new Map(snapshot.jwtCutoffs);
  state.nextListId = snapshot.nextListId;
  state.nextScheduledMessageId = snapshot.nextScheduledMessageId;
  return state;
}
