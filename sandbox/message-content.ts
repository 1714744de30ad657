import type { JsonObject } from './json-value.ts';
import type { SentMessage } from './project-state.ts';
import { RenderFault, renderTemplate } from './render-template.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

/** The content of the template of a campaign in its default locale; empty when there is none. */
export function campaignContent({ state }: World, campaignId: number): JsonObject {
  const campaign = state.campaigns.find(({ id }) => id === campaignId);
  const template = campaign && state.templates.get(campaign.templateId);
  return template?.contents[template.defaultLocale] ?? {};
}

/** The HTML of a sent message for its user: what the send carried wins over the profile, which `profile` still reaches. */
export function renderedHtml(world: World, { campaignId, dataFields }: SentMessage, profile: Profile): string {
  const html = String(campaignContent(world, campaignId).html ?? '');
  const { email, userId } = profile;
  try {
    return renderTemplate(html, { ...profile.dataFields, email, userId, ...dataFields, profile: profile.dataFields });
  } catch (error) {
    // a page of unrendered text is what a reader would see
    if (error instanceof RenderFault) return html;
    throw error;
  }
}
