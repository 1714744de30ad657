import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SampleFiles } from '../../connector/learning/sample-files.ts';
import { adminToken, startTestServer, type TestServer } from '../http/test-server.ts';

// an async stream, as a request is one
async function* chunks(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const part = (offset: number, isLast = false) => ({ offset, isLast });

describe('files of samples', () => {
  it('are read in parts that are cut anywhere, a list as its items', async () => {
    const files = new SampleFiles({ now: () => 0 });
    const text = '[{"total": 1, "näme": "x"}, {"total": null}, {"total": 2.5}]';
    // in the middle of the ä
    const cut = 17;
    const bytes = async function* (from: number, to: number): AsyncGenerator<Uint8Array> {
      yield Buffer.from(text).subarray(from, to);
    };
    await files.append('a', part(0), bytes(0, cut));
    expect(() => files.shapeOf('a')).toThrow('has not arrived in full');
    const read = await files.append('a', part(cut, true), bytes(cut, Buffer.from(text).length));
    expect(read).toEqual({ id: 'a', bytes: Buffer.from(text).length, samples: 3 });
    expect(files.shapeOf('a').samples).toBe(3);
  });

  it('name the line of a fault in the file, and are gone then', async () => {
    const files = new SampleFiles({ now: () => 0 });
    await files.append('a', part(0), chunks('{"a": 1}\n{"a": 2}\n'));
    await expect(files.append('a', part(18, true), chunks("{'a': 3}\n"))).rejects.toMatchObject({
      code: 'ITC_SAMPLE_SYNTAX',
      details: { line: 3, column: 2 },
    });
    expect(() => files.shapeOf('a')).toThrow(expect.objectContaining({ code: 'ITC_SAMPLE_FILE_UNKNOWN' }));
  });

  it('refuse a part that does not follow the one before, and are forgotten an hour after their last use', async () => {
    let now = 0;
    const files = new SampleFiles({ now: () => now });
    await files.append('a', part(0), chunks('{"a": 1}\n'));
    await expect(files.append('a', part(4), chunks('{}'))).rejects.toMatchObject({ code: 'ITC_REQUEST_INVALID' });
    await files.append('a', part(9, true), chunks('{"a": 2}'));
    now = 3_600_000;
    expect(files.shapeOf('a').samples).toBe(2);
    now = 7_200_001;
    expect(() => files.shapeOf('a')).toThrow(expect.objectContaining({ code: 'ITC_SAMPLE_FILE_UNKNOWN' }));
  });
});

describe('uploaded samples of a running server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('count beside the pasted ones in a schema', async () => {
    const send = async (path: string, body: string): Promise<{ id: string }> => {
      const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/x-ndjson' };
      const answer = await fetch(`${server.running.url}/api/v1${path}`, { method: 'POST', headers, body });
      return (await answer.json()) as { id: string };
    };
    const first = await send('/sample-files', '{"total": 1}\n');
    expect(first).toMatchObject({ bytes: 13, samples: 1 });
    await send(`/sample-files/${first.id}?offset=13&last=true`, '{"total": 2, "coupon": "A"}\n');
    const preview = await server.api<{ samples: number; schema: { properties: object } }>(
      'POST',
      '/schemas/sandbox/event%3AfromFile/preview',
      { sampleFiles: [first.id], text: '{"gift": true}' },
    );
    expect(preview.body.samples).toBe(3);
    expect(Object.keys(preview.body.schema.properties).sort()).toEqual(['coupon', 'gift', 'total']);
  });
});
