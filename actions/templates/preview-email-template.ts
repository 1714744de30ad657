import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { previewFields, previewsTemplate } from '../template-trials.ts';

export const previewEmailTemplate = defineAction({
  ...previewsTemplate,
  name: 'preview_email_template',
  title: 'Preview email template',
  summary: 'Renders an email template as HTML with data of your own and sends nothing.',
  docs: 'https://api.iterable.com/api/docs#templates_previewEmailTemplate',
  endpoint: { method: 'POST', path: '/api/templates/email/preview', limit: perProject(10) },
  input: previewFields('Email'),
});
