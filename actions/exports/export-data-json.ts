import { defineAction } from '../../connector/define.ts';
import {
  directExport,
  directExportAntiExamples,
  directExportFields,
  directExportLimits,
  exportedText,
} from '../export-fields.ts';

export const exportDataJson = defineAction({
  ...directExport,
  name: 'export_data_json',
  title: 'Export data as JSON',
  summary: 'Reads events or profiles as JSON, one object per line.',
  docs: 'https://api.iterable.com/api/docs#export_exportDataJson',
  endpoint: { method: 'GET', path: '/api/export/data.json', ...directExportLimits },
  rows: 'ndjson',
  input: directExportFields({}),
  output: exportedText,
  request: ({ omitFields, ...query }) => ({ query: { ...query, omitFields: omitFields?.join(',') } }),
  examples: [
    {
      title: 'All sends of a campaign',
      input: { dataTypeName: 'emailSend', range: 'All', campaignId: 166400, onlyFields: ['email', 'campaignId'] },
      output: {
        text: '{"email":"ada.lovell@example.com","campaignId":166400,"createdAt":"2031-09-28 20:37:41 +00:00"}\n',
      },
    },
    {
      title: 'Custom events of January',
      input: {
        dataTypeName: 'customEvent',
        startDateTime: '2031-01-01',
        endDateTime: '2031-02-01',
        omitFields: ['ip', 'userAgent'],
      },
      output: { text: '' },
    },
  ],
  antiExamples: [
    ...directExportAntiExamples,
    {
      input: { dataTypeName: 'emailSend', range: 'All', delimiter: ';' },
      reason: 'JSON has no delimiter.',
    },
  ],
});
