import { takeId } from './content-state.ts';
import type { JsonObject } from './json-value.ts';
import type { Campaign } from './project-catalogue.ts';
import { bakeFields } from './render-template.ts';
import type { Template } from './template-state.ts';
import type { World } from './world.ts';

/** The copy of a template that a new campaign receives; it shares the clientTemplateId with its original. */
export function copyTemplate(world: World, template: Template, campaign: Campaign, dataFields: JsonObject): Template {
  const copy: Template = {
    ...template,
    id: takeId(world.state, 'template'),
    templateType: campaign.type,
    campaignId: campaign.id,
    createdAt: world.now(),
    updatedAt: world.now(),
    contents: bakeFields(template.contents, dataFields) as Template['contents'],
  };
  world.state.templates.set(copy.id, copy);
  return copy;
}
