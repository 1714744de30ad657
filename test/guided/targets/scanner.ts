import assert from 'node:assert/strict';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { ErrorCode } from '../../../errors/error-catalogue.ts';
import {
  emptyShape,
  observe,
  parseSamples,
  SampleStream,
  scanSamples,
  shapeFromJson,
  shapeToJson,
  type Shape,
  type ShapeLimits,
} from '../../../schemas/index.ts';
import { resultOf } from '../refusals.ts';

const limitSets: Partial<ShapeLimits>[] = [{}, { keys: 3, depth: 2 }, { insideStrings: true, keys: 2 }, { depth: 1 }];
const refusals: ErrorCode[] = ['ITC_SAMPLE_SYNTAX', 'ITC_SAMPLE_TOO_LARGE'];
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const told = (shape: Shape | ConnectorError): string =>
  shape instanceof ConnectorError ? 'refused' : JSON.stringify(shape);

/** Scanner, parser, stream and JSON.parse take the same texts, and learn the same from them. First byte: limits, list, size of pieces. */
export function fuzz(data: Buffer): void {
  const choice = data[0] ?? 0;
  const limits = limitSets[choice & 3] ?? {};
  const arraySamples = (choice & 4) !== 0;
  const bytes = data.subarray(1);
  const text = decoder.decode(bytes);

  const scanned = resultOf(() => scanSamples(bytes, emptyShape(limits), { arraySamples }), ...refusals);
  const parsed = resultOf(() => parseSamples(text, { arraySamples }), ...refusals);
  assert.equal(scanned instanceof ConnectorError, parsed instanceof ConnectorError, 'scanner and parser disagree');
  if (parsed instanceof ConnectorError) checkRepair(parsed);
  // of a repeated key the scanner counts every value
  else if (!parsed.notices.some(({ kind }) => kind === 'duplicate-key') && parsed.notices.length < 100) {
    const shape = emptyShape(limits);
    for (const sample of parsed) observe(shape, sample);
    assert.equal(told(scanned), told(shape), 'scanner and parser learn different things');
  }

  const streamed = resultOf(() => stream(bytes, limits, arraySamples, (choice >> 3) + 1), ...refusals);
  assert.equal(told(streamed), told(scanned), 'stream and scanner disagree');

  if (scanned instanceof ConnectorError) assert.ok(arraySamples || !isShallowJson(text), 'valid JSON is refused');
  else {
    if (scanned.samples === 1 && !arraySamples) JSON.parse(text.replace(/^\ufeff/, ''));
    assert.equal(told(shapeFromJson(shapeToJson(scanned))), told(scanned), 'a stored shape is another one');
  }
}

function stream(bytes: Buffer, limits: Partial<ShapeLimits>, arraySamples: boolean, size: number): Shape {
  const reading = new SampleStream({ arraySamples, shape: emptyShape(limits) });
  for (let p = 0; p < bytes.length; p += size) reading.push(bytes.subarray(p, p + size));
  return reading.finish();
}

function checkRepair(error: ConnectorError): void {
  const repair = error.details?.['repair'] as { text: string } | undefined;
  if (repair !== undefined) parseSamples(repair.text, { repair: false });
}

function isShallowJson(text: string): boolean {
  // brackets within strings count too: fewer texts are judged, none wrongly
  if ((text.match(/[[{]/g)?.length ?? 0) > 500) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
