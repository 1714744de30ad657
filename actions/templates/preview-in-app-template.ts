import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { previewFields, previewsTemplate } from '../template-trials.ts';

export const previewInAppTemplate = defineAction({
  ...previewsTemplate,
  name: 'preview_in_app_template',
  title: 'Preview in-app template',
  summary: 'Renders an in-app template as HTML with data of your own and sends nothing.',
  docs: 'https://api.iterable.com/api/docs#templates_previewInAppTemplate',
  endpoint: { method: 'POST', path: '/api/templates/inapp/preview', limit: perProject(10) },
  input: previewFields('InApp'),
});
