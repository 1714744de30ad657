import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { ExportRequest } from '../export-job-state.ts';
import { readExportRequest } from '../export-request.ts';
import { collectRows, eventRow } from '../export-rows.ts';
import { exportText } from '../export-text.ts';
import { findUser, identityRefusal } from '../identity.ts';
import type { ApiCall, Route, World } from '../world.ts';

const fourAMinute = [{ count: 4, per: 'minute' }] as const;
const jsonLines = 'application/x-json-stream';

/** The members of a query that may be repeated or hold commas. */
const listOf = (call: ApiCall, name: string): string[] => call.query.getAll(name).flatMap((value) => value.split(','));

const contentTypes: Record<ExportRequest['format'], string> = { csv: 'text/csv', json: jsonLines };

function download(world: World, call: ApiCall, format: ExportRequest['format']): Answer {
  const { query } = call;
  const range = query.get('range');
  const [start, end] = [query.get('startDateTime'), query.get('endDateTime')];
  if (range === null && (start === null || end === null)) {
    return refuse(400, 'BadParams', 'Either range or startDateTime and endDateTime must be specified');
  }
  const read = readExportRequest(
    {
      dataTypeName: query.get('dataTypeName') ?? '',
      format,
      range,
      startDateTime: start,
      endDateTime: end,
      delimiter: query.get('delimiter'),
      onlyFields: listOf(call, 'onlyFields'),
      omitFields: listOf(call, 'omitFields'),
      campaignId: query.get('campaignId'),
    },
    world.now(),
  );
  if ('refusal' in read) return read.refusal;
  const stamp = new Date(world.now()).toISOString().replace(/\D/g, '').slice(0, 14);
  return {
    status: 200,
    body: null,
    stream: exportText(collectRows(world, read.request), read.request),
    contentType: contentTypes[format],
    headers: { 'Content-Disposition': `attachment; filename="${read.request.dataTypeName}_${stamp}.${format}"` },
  };
}

function* userEvents(world: World, call: ApiCall, who: { email?: string | undefined; userId?: string | undefined }) {
  const custom = call.query.get('includeCustomEvents') === 'true';
  for (const event of [...world.state.events.items]) {
    const mine =
      (who.email !== undefined && event.email === who.email) ||
      (who.userId !== undefined && event.userId === who.userId);
    if (!mine || (event.eventType === 'customEvent' && !custom)) continue;
    const { createdAt, ...row } = eventRow(event);
    yield `${JSON.stringify({ createdAt, eventType: event.eventType, ...row })}\n`;
  }
}

/** Exports that are answered at once, streamed from what happened in the project. */
export const exportRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/export/data.csv',
    limits: fourAMinute,
    handle: (world, call) => download(world, call, 'csv'),
  },
  {
    method: 'GET',
    path: '/api/export/data.json',
    limits: fourAMinute,
    handle: (world, call) => download(world, call, 'json'),
  },
  {
    method: 'GET',
    path: '/api/export/userEvents',
    handle(world, call) {
      const who = { email: call.query.get('email') ?? undefined, userId: call.query.get('userId') ?? undefined };
      const found = findUser(world, who, false);
      if ('fault' in found) return identityRefusal(found.fault);
      const { email, userId } = found.profile ?? {};
      return { status: 200, body: null, stream: userEvents(world, call, { email, userId }), contentType: jsonLines };
    },
  },
];
