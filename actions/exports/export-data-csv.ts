import { defineAction } from '../../connector/define.ts';
import {
  delimiter,
  directExport,
  directExportAntiExamples,
  directExportFields,
  directExportLimits,
  exportedText,
} from '../export-fields.ts';

export const exportDataCsv = defineAction({
  ...directExport,
  name: 'export_data_csv',
  title: 'Export data as CSV',
  summary: 'Reads events or profiles as CSV: a header, then one line each.',
  docs: 'https://api.iterable.com/api/docs#export_exportDataCsv',
  endpoint: { method: 'GET', path: '/api/export/data.csv', ...directExportLimits },
  rows: 'csv',
  input: directExportFields({ delimiter }),
  output: exportedText,
  request: ({ omitFields, ...query }) => ({ query: { ...query, omitFields: omitFields?.join(',') } }),
  examples: [
    {
      title: 'All sends of a campaign',
      input: { dataTypeName: 'emailSend', range: 'All', campaignId: 166400, onlyFields: ['email', 'campaignId'] },
      output: {
        text: 'createdAt,email,campaignId\n"2031-09-28 20:37:41 +00:00",ada.lovell@example.com,166400',
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
      input: { dataTypeName: 'emailSend', range: 'All', delimiter: '||' },
      reason: 'A delimiter is one sign.',
    },
  ],
});
