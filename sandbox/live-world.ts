import type { JsonObject } from './json-value.ts';
import { newProjectState } from './project-state.ts';
import type { ProjectState } from './project-state.ts';
import { recordEvent } from './record-event.ts';
import { Schedule } from './schedule.ts';
import { namesItsMessage, systemWebhookBody } from './system-webhook-body.ts';
import type { SystemEvent } from './system-webhook-body.ts';
import type { Profile } from './profile.ts';
import type { Delivery, WebhookCourier } from './webhook-courier.ts';
import type { WebhookTarget } from './webhook-target.ts';
import type { Happening, Settings, World } from './world.ts';

export interface JourneyPost {
  workflowId: number;
  /** the JSON body that the customer's template would have made */
  body?: unknown;
  /** the same as form fields */
  form?: Record<string, string> | undefined;
  url?: string | undefined;
  method?: string | undefined;
}

/** The world that routes act on: state, clock, and the webhooks that follow from what happens. */
export class LiveWorld implements World {
  readonly settings: Settings;
  state: ProjectState;
  targets: WebhookTarget[] = [];
  readonly #courier: WebhookCourier;
  readonly #clock: () => number;
  readonly #schedule: Schedule;
  /** how far the control plane has moved the clock on */
  #aheadMs = 0;
  #nextTargetId = 3001;

  constructor(settings: Settings, state: ProjectState, courier: WebhookCourier, clock: () => number) {
    this.settings = settings;
    this.state = state;
    this.#courier = courier;
    this.#clock = clock;
    this.#schedule = new Schedule(() => this.now());
  }

  now(): number {
    return this.#clock() + this.#aheadMs;
  }

  /** Moves the clock on; everything scheduled until then happens on the way, each thing at its own time. */
  advance(ms: number): void {
    const until = this.now() + ms;
    const setClock = (time: number): void => {
      this.#aheadMs += Math.max(0, time - this.now());
    };
    this.#schedule.runUntil(until, setClock);
    setClock(until);
  }

  addTarget(target: Partial<WebhookTarget> & Pick<WebhookTarget, 'url' | 'kind'>): WebhookTarget {
    const full: WebhookTarget = {
      headers: {},
      authType: 'NoAuth',
      enabled: true,
      blastSendEnabled: true,
      triggeredSendEnabled: true,
      layout: 'nested',
      retry: true,
      ...target,
      id: this.#nextTargetId++,
    };
    this.targets.push(full);
    return full;
  }

  /** Drops everything that happened and all timers; webhook targets and settings stay. */
  reset(): void {
    this.#schedule.clear();
    this.state = newProjectState(this.now());
  }

  close(): void {
    this.#schedule.clear();
  }

  removeUser(profile: Profile): void {
    this.state.users.remove(profile);
    for (const list of this.state.lists.values()) list.members.delete(profile.key);
  }

  at(time: number, task: () => void): void {
    this.#schedule.add(time, task);
  }

  happened({ event, profile, campaign, dataFields, at = this.now(), stored }: Happening): void {
    const { messageId, emailListIds, ...rest } = dataFields ?? {};
    // profile fields reach webhooks in this event only
    const fields: JsonObject = event === 'emailSubscribe' ? { ...profile?.dataFields, ...rest } : { ...rest };
    if (messageId !== undefined && namesItsMessage(event)) fields.messageId = messageId;
    if (emailListIds !== undefined) {
      const renamed = event === 'emailSubscribe' && this.settings.projectType !== 'email';
      fields[renamed ? 'userListIds' : 'emailListIds'] = emailListIds;
    }
    const phoneNumber = profile?.dataFields.phoneNumber;
    this.fire({
      event,
      email: profile?.email,
      userId: profile?.userId,
      campaign,
      dataFields: fields,
      at,
      // an unsubscribe through the API and an event of an unknown message have no campaign to tell of
      bare: !campaign && (event === 'emailUnSubscribe' || stored !== undefined),
      ...(typeof phoneNumber === 'string' ? { phoneNumber } : {}),
    });
    if (profile) {
      recordEvent(this.state, {
        eventType: event,
        eventName: event,
        email: profile.email,
        userId: profile.userId,
        createdAt: at,
        ...(campaign ? { campaignId: campaign.id, templateId: campaign.templateId } : {}),
        messageId: typeof messageId === 'string' ? messageId : undefined,
        dataFields: emailListIds === undefined ? rest : { ...rest, emailListIds },
        ...stored,
      });
    }
  }

  /** Posts a system event to all enabled system targets; `repeat` posts the very same bytes several times. */
  fire(event: SystemEvent, repeat = 1): { delivery: Delivery; done: Promise<Delivery> }[] {
    const targets = this.targets.filter(
      (target) =>
        target.kind === 'system' && target.enabled && (event.event !== 'emailSend' || wantsSend(target, event)),
    );
    if (targets.length === 0) return [];
    const body = JSON.stringify(systemWebhookBody(event, this.state.campaigns));
    return targets.flatMap((target) =>
      Array.from({ length: repeat }, () =>
        this.#courier.send(target, { label: event.event, body, contentType: 'application/json' }),
      ),
    );
  }

  enterJourney(workflowId: number, profile: Profile | undefined, dataFields: JsonObject): void {
    const identity = {
      ...(profile?.email === undefined ? {} : { email: profile.email }),
      ...(profile?.userId === undefined ? {} : { userId: profile.userId }),
    };
    this.postJourney({ workflowId }, (target) =>
      target.layout === 'flat' ? { ...dataFields, ...identity, workflowId } : { ...identity, workflowId, dataFields },
    );
  }

  /** Posts what a journey's webhook tile would to the targets of that journey, or to `url` when one is given. */
  postJourney(
    post: JourneyPost,
    bodyFor: (target: WebhookTarget) => unknown = () => post.body,
  ): { delivery: Delivery; done: Promise<Delivery> }[] {
    const { workflowId, form, url, method } = post;
    const configured = this.targets.filter(
      (target) =>
        target.kind === 'journey' &&
        target.enabled &&
        (target.workflowId === undefined || target.workflowId === workflowId),
    );
    const targets = configured.length === 0 && url !== undefined ? [journeyTarget(url)] : configured;
    return targets.map((target) =>
      this.#courier.send(target, {
        label: `journey ${workflowId}`,
        body: form ? new URLSearchParams(form).toString() : JSON.stringify(bodyFor(target) ?? {}),
        contentType: form ? 'application/x-www-form-urlencoded' : 'application/json',
        method,
        url,
      }),
    );
  }
}

function wantsSend(target: WebhookTarget, { campaign }: SystemEvent): boolean {
  return campaign?.type === 'Blast' ? target.blastSendEnabled : target.triggeredSendEnabled;
}

/** A one-off target, for a journey call to an address that nobody configured. */
function journeyTarget(url: string): WebhookTarget {
  return {
    id: 0,
    kind: 'journey',
    url,
    headers: {},
    authType: 'NoAuth',
    enabled: true,
    blastSendEnabled: true,
    triggeredSendEnabled: true,
    layout: 'nested',
    retry: true,
  };
}
