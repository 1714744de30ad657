import { json, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { parseRangeTime } from '../iterable-time.ts';
import type { JsonObject } from '../json-value.ts';
import { pageOf } from '../page-of.ts';
import { queryRange } from '../query-range.ts';
import type { Template } from '../template-state.ts';
import { plainLocale } from '../template-state.ts';
import { templateMedia } from '../template-media.ts';
import type { TemplateMedium } from '../template-media.ts';
import type { ApiCall, Route, World } from '../world.ts';

const hundred = [{ count: 100, per: 'second' }] as const;
const sortable = { id: 'templateId', name: 'name', createdAt: 'createdAt', updatedAt: 'updatedAt' };
const filters = {
  templateType: ['Base', 'Blast', 'Triggered', 'Workflow'],
  messageMedium: ['Email', 'Push', 'InApp', 'SMS'],
} as const;

/** The entry of a template in lists, and the `metadata` of its full view. */
function entry({ id, createdAt, updatedAt, name, creatorUserId, messageTypeId, ...template }: Template): JsonObject {
  const { campaignId, clientTemplateId } = template;
  return {
    templateId: id,
    createdAt,
    updatedAt,
    name,
    creatorUserId,
    messageTypeId,
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(clientTemplateId === undefined ? {} : { clientTemplateId }),
  };
}

function list(world: World, call: ApiCall): Answer {
  const { query } = call;
  const [templateType, messageMedium] = [query.get('templateType'), query.get('messageMedium')];
  for (const [name, values] of Object.entries(filters)) {
    const given = query.get(name);
    if (given !== null && !(values as readonly string[]).includes(given)) {
      return refuse(400, 'BadParams', `Invalid ${name}: ${given}`);
    }
  }
  const range = queryRange(query, parseRangeTime);
  if ('refusal' in range) return range.refusal;
  const rows = [...world.state.templates.values()].filter(
    (template) =>
      (templateType === null || template.templateType === templateType) &&
      (messageMedium === null || template.medium === messageMedium) &&
      template.createdAt >= range.from &&
      template.createdAt < range.until,
  );
  const options = { itemsAs: 'templates', totalAs: 'totalTemplatesCount', largest: 1000, sortable };
  const paged = pageOf(call, rows.map(entry), options);
  return 'refusal' in paged ? paged.refusal : json(paged.page);
}

/** The template that a query or body names, of one medium; a missing one is a 400 (recorded). */
export function templateNamed(world: World, medium: TemplateMedium, id: unknown): Template | Answer {
  const template = world.state.templates.get(Number(id));
  return template?.medium === medium.messageMedium
    ? template
    : refuse(400, 'BadParams', `Template ID: ${String(id)} does not exist for this project`);
}

/** The content of a template in a locale, its default one without a word; a locale that it lacks is a 404. */
export function contentOf(template: Template, locale: string | null): JsonObject | Answer {
  const content = template.contents[locale ?? template.defaultLocale];
  return content ?? refuse(404, 'NotFound', `Content does not exist for locale ${locale} of template ${template.id}`);
}

export const isAnswer = (value: object): value is Answer => 'status' in value && 'body' in value;

function get(world: World, medium: TemplateMedium, call: ApiCall): Answer {
  const template = templateNamed(world, medium, call.query.get('templateId'));
  if (isAnswer(template)) return template;
  const locale = call.query.get('locale');
  const content = contentOf(template, locale);
  if (isAnswer(content)) return content;
  const shownLocale = locale ?? template.defaultLocale;
  const shown = {
    ...entry(template),
    ...content,
    ...(shownLocale === plainLocale
      ? {}
      : { locale: shownLocale, isDefaultLocale: shownLocale === template.defaultLocale }),
  };
  return json(medium.name === 'email' ? { ...shown, metadata: entry(template) } : shown);
}

function byClientId(world: World, call: ApiCall): Answer {
  const clientTemplateId = call.query.get('clientTemplateId');
  if (!clientTemplateId) return refuse(400, 'BadParams', 'clientTemplateId is required');
  const sharing = [...world.state.templates.values()].filter((one) => one.clientTemplateId === clientTemplateId);
  const templates = sharing.map(({ id, campaignId, contents }) => ({
    templateId: id,
    ...(campaignId === undefined ? {} : { campaignId }),
    locales: Object.keys(contents).filter((locale) => locale !== plainLocale),
  }));
  return json({ templates });
}

/** Reads of templates. */
export const templateRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/templates', limits: hundred, handle: list },
  { method: 'GET', path: '/api/templates/getByClientTemplateId', limits: hundred, handle: byClientId },
  ...templateMedia.map((medium): Route => ({
    method: 'GET',
    path: `/api/templates/${medium.name}/get`,
    ...(medium.limited === true ? { limits: hundred } : {}),
    handle: (world, call) => get(world, medium, call),
  })),
];
