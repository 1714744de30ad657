import { json, refuse, success, text } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { takeId } from '../content-state.ts';
import { findUser, identityRefusal } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import { RenderFault, renderTemplate } from '../render-template.ts';
import { commonTemplateFields, templateMedia } from '../template-media.ts';
import type { TemplateMedium } from '../template-media.ts';
import { plainLocale } from '../template-state.ts';
import type { Template } from '../template-state.ts';
import type { ApiCall, Route, World } from '../world.ts';
import { contentOf, isAnswer, templateNamed } from './template-routes.ts';

/** Writes the given members of a body to a template; members that it does not name stay. */
function write(world: World, medium: TemplateMedium, template: Template, body: JsonObject): void {
  const locale = typeof body.locale === 'string' ? body.locale : template.defaultLocale;
  const content: JsonObject = { ...template.contents[locale] };
  for (const name of Object.keys(medium.content)) {
    if (body[name] !== undefined && body[name] !== null) content[name] = body[name];
  }
  template.contents[locale] = content;
  if (body.isDefaultLocale === true) template.defaultLocale = locale;
  if (typeof body.name === 'string') template.name = body.name;
  if (typeof body.creatorUserId === 'string') template.creatorUserId = body.creatorUserId;
  if (typeof body.messageTypeId === 'number') template.messageTypeId = body.messageTypeId;
  template.updatedAt = world.now();
}

function messageTypeFault(world: World, { messageTypeId }: JsonObject): Answer | undefined {
  const known = world.state.messageTypes.some(({ id }) => id === messageTypeId);
  if (known || messageTypeId === undefined || messageTypeId === null) return undefined;
  return refuse(400, 'BadParams', `Invalid messageTypeId: ${String(messageTypeId)}`);
}

const upserted = (word: string, templates: readonly Template[]): Answer =>
  // the id of a new template is nowhere but in this text (recorded)
  success(`${word} ${templates.length} templates with IDs: ${templates.map(({ id }) => id).join(', ')}`);

function create(world: World, medium: TemplateMedium, clientTemplateId: string, body: JsonObject): Template {
  const now = world.now();
  const channel = world.state.channels.find(({ messageMedium }) => messageMedium === medium.messageMedium);
  const messageType = world.state.messageTypes.find(({ channelId }) => channelId === channel?.id);
  const template: Template = {
    id: takeId(world.state, 'template'),
    medium: medium.messageMedium,
    templateType: 'Base',
    name: clientTemplateId,
    clientTemplateId,
    creatorUserId: 'editor@example.com',
    messageTypeId: messageType?.id ?? 0,
    createdAt: now,
    updatedAt: now,
    defaultLocale: typeof body.locale === 'string' ? body.locale : plainLocale,
    contents: {},
  };
  world.state.templates.set(template.id, template);
  return template;
}

/** Updates every template of the medium that has the clientTemplateId, campaigns' copies included, or makes one. */
function upsert(world: World, medium: TemplateMedium, body: JsonObject): Answer {
  const fault = messageTypeFault(world, body);
  if (fault) return fault;
  const clientTemplateId = String(body.clientTemplateId);
  if (clientTemplateId === '') return refuse(400, 'BadParams', 'clientTemplateId must not be empty');
  const sharing = [...world.state.templates.values()].filter(
    (one) => one.clientTemplateId === clientTemplateId && one.medium === medium.messageMedium,
  );
  if (sharing.length === 0) sharing.push(create(world, medium, clientTemplateId, body));
  for (const template of sharing) write(world, medium, template, body);
  return upserted('Upserted', sharing);
}

function update(world: World, medium: TemplateMedium, body: JsonObject): Answer {
  const template = templateNamed(world, medium, body.templateId);
  if (isAnswer(template)) return template;
  const fault = messageTypeFault(world, body);
  if (fault) return fault;
  if (typeof body.clientTemplateId === 'string') template.clientTemplateId = body.clientTemplateId;
  write(world, medium, template, body);
  return upserted('Updated', [template]);
}

function preview(world: World, medium: TemplateMedium, call: ApiCall): Answer {
  const template = templateNamed(world, medium, call.query.get('templateId'));
  if (isAnswer(template)) return template;
  const content = contentOf(template, call.query.get('locale'));
  if (isAnswer(content)) return content;
  const dataFields = (call.body.dataFields as JsonObject | null | undefined) ?? {};
  const feed = (call.body.dataFeed as JsonObject | null | undefined) ?? {};
  const merged = content.mergeDataFeedContext === true;
  try {
    const html = renderTemplate(String(content.html ?? ''), merged ? { ...feed, ...dataFields } : dataFields, feed);
    return { ...text(html), contentType: 'text/html; charset=utf-8' };
  } catch (error) {
    if (error instanceof RenderFault) return refuse(400, 'BadParams', error.message);
    throw error;
  }
}

function proof(world: World, medium: TemplateMedium, body: JsonObject): Answer {
  const template = templateNamed(world, medium, body.templateId);
  if (isAnswer(template)) return template;
  const { recipientEmail, recipientUserId, locale } = body as Record<string, string | null | undefined>;
  if (Boolean(recipientEmail) === Boolean(recipientUserId)) {
    return refuse(400, 'BadParams', 'Either recipientEmail or recipientUserId must be specified');
  }
  const found = findUser(world, { email: recipientEmail ?? undefined, userId: recipientUserId ?? undefined }, false);
  if ('fault' in found) return identityRefusal(found.fault);
  if (locale && !template.contents[locale]) return refuse(400, 'BadParams', `Invalid locale: ${locale}`);
  return success(`Proof of template ${template.id} sent to: ${recipientEmail ?? recipientUserId}`);
}

/** Deletes base templates; those that belong to a campaign stay. */
function bulkDelete(world: World, ids: readonly number[]): Answer {
  const { templates } = world.state;
  const removable = (id: number): boolean => templates.get(id)?.templateType === 'Base';
  const failed = ids.filter((id) => !removable(id));
  const deleted = ids.filter(removable);
  for (const id of deleted) templates.delete(id);
  const failureReason = 'Templates do not exist or are associated with a campaign';
  return json({ success: deleted, failed, ...(failed.length > 0 ? { failureReason } : {}) });
}

function routesOf(medium: TemplateMedium): Route[] {
  const path = `/api/templates/${medium.name}`;
  const content = { ...commonTemplateFields, ...medium.content };
  const routes: Route[] = [
    {
      method: 'POST',
      path: `${path}/upsert`,
      body: { ...content, clientTemplateId: 'string' },
      handle: (world, call) => upsert(world, medium, call.body),
    },
    {
      method: 'POST',
      path: `${path}/update`,
      body: { ...content, templateId: 'number', clientTemplateId: 'string?' },
      handle: (world, call) => update(world, medium, call.body),
    },
  ];
  if (medium.proof === true) {
    routes.push({
      method: 'POST',
      path: `${path}/proof`,
      limits: [{ count: 20, per: 'second' }],
      body: {
        templateId: 'number',
        recipientEmail: 'string?',
        recipientUserId: 'string?',
        dataFields: 'object?',
        locale: 'string?',
      },
      handle: (world, call) => proof(world, medium, call.body),
    });
  }
  if (medium.preview === true) {
    routes.push({
      method: 'POST',
      path: `${path}/preview`,
      limits: [{ count: 10, per: 'second' }],
      body: { dataFields: 'object?', dataFeed: 'object?', fetchDataFeeds: 'boolean?' },
      handle: (world, call) => preview(world, medium, call),
    });
  }
  return routes;
}

/** Writes of templates, and what is done with one. */
export const templateWriteRoutes: readonly Route[] = [
  ...templateMedia.flatMap(routesOf),
  {
    method: 'POST',
    path: '/api/templates/bulkDelete',
    body: { ids: { each: 'number' } },
    handle: (world, call) => bulkDelete(world, call.body.ids as number[]),
  },
];
