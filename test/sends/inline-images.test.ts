import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { maxAssetBytes } from '../../connector/assets/asset-store.ts';
import { content, startSendWorld, type SendWorld } from './send-world.ts';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture')]);
const gif = Buffer.from('GIF89a and more');
const publicUrl = 'https://connector.example.com';

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld({ ITC_PUBLIC_URL: publicUrl });
});
afterAll(() => world.close());

const sentHtml = (): string => {
  const upsert = world.sandbox.calls.findLast(({ path }) => path === '/api/templates/email/upsert');
  return String((upsert?.body as { html?: string } | undefined)?.html);
};
const codeOf = async (input: object): Promise<string> => {
  const { outcome, error } = await world.run('send_content', content(input as never));
  return error?.code ?? outcome;
};

describe('Pictures inside HTML', () => {
  test('G12: cid: and data: pictures are put at an address of this server, and the Handlebars around them stay as they are', async () => {
    const html = [
      '<table>{{#if vip}}<tr><td background="cid:back ground"></td></tr>{{/if}}</table>',
      `<img src="cid:logo"><img src='data:image/gif;base64,${gif.toString('base64')}'>`,
      `<div style="background:url(data:image/png;base64,${png.toString('base64')})">{{{body}}}</div>`,
      '<p>cid:logo stays in text, and so does data:text/plain,x</p>',
    ].join('\n');
    const inlineImages = [
      { cid: 'logo', base64: png.toString('base64') },
      { cid: 'back ground', base64: gif.toString('base64') },
    ];
    const withoutBlank = html.replace('back ground', 'background');
    const images = inlineImages.map((image) => ({ ...image, cid: image.cid.replace(' ', '') }));
    expect(await codeOf({ html: withoutBlank, inlineImages: images })).toBe('success');
    const sent = sentHtml();
    const addresses = [...sent.matchAll(/https:\/\/connector\.example\.com\/assets\/([0-9a-f]{64})/g)].map(
      ([, hash]) => hash,
    );
    expect(addresses).toHaveLength(4);
    expect(new Set(addresses).size).toBe(2);
    expect(sent).not.toContain('base64');
    expect(sent).toContain('<table>{{#if vip}}<tr><td background="https');
    expect(sent).toContain('{{{body}}}');
    expect(sent).toContain('<p>cid:logo stays in text');

    const answer = await fetch(`${world.running.url}/assets/${String(addresses[1])}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  test('G12: the same pictures make the same content: no second template', async () => {
    const html = `<p>same</p><img src="data:image/png;base64,${png.toString('base64')}">`;
    const linked = '<p>same</p><img src="cid:p">';
    await codeOf({ html });
    const upserts = world.calls('/api/templates/email/upsert');
    expect(await codeOf({ html: linked, inlineImages: [{ cid: 'p', base64: png.toString('base64') }] })).toBe(
      'success',
    );
    expect(world.calls('/api/templates/email/upsert')).toBe(upserts);
  });

  test('G12: a picture that is missing, a script in disguise or no picture is refused with the reason, before anything leaves', async () => {
    const calls = world.sandbox.calls.length;
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64');
    const image = (base64: string) => ({ html: '<img src="cid:x">', inlineImages: [{ cid: 'x', base64 }] });
    const messages: string[] = [];
    for (const input of [
      { html: '<img src="cid:gone">' },
      image(svg),
      { html: `<img src="data:image/svg+xml;base64,${svg}">` },
      { html: `<img src="data:image/png;base64,${Buffer.from('text').toString('base64')}">` },
    ]) {
      const { error } = await world.run('send_content', content(input as never));
      expect(error?.code).toBe('ITC_SEND_IMAGE');
      messages.push(error!.message);
    }
    expect(messages[0]).toContain('cid:gone is not among the inline images');
    expect(messages[2]).toContain('no PNG, JPEG, GIF or WebP');
    expect(world.sandbox.calls).toHaveLength(calls);
  });

  test('G12: a picture of more than two megabytes is not kept', async () => {
    const { assets } = world.running.runtime;
    expect(await assets.keep(Buffer.concat([png, Buffer.alloc(maxAssetBytes)]))).toEqual({ fault: 'too_large' });
    expect(await assets.keep(Buffer.from('text'))).toEqual({ fault: 'not_an_image' });
  });

  test('G12: an address without a picture answers 404, whatever stands in it', async () => {
    for (const name of ['0'.repeat(64), '..%2Fconnector.db', 'x', `${'0'.repeat(64)}.part`])
      expect((await fetch(`${world.running.url}/assets/${name}`)).status).toBe(404);
  });
});

test('G12: without a public address pictures are refused with the reason, and HTML without any is sent', async () => {
  const local = await startSendWorld();
  try {
    const { error } = await local.run('send_content', content({ html: '<img src="cid:x">' }));
    expect(error).toMatchObject({ code: 'ITC_SEND_IMAGE' });
    expect(error?.hint).toContain('ITC_PUBLIC_URL');
    const plain = await local.run('send_content', content({ html: '<img src="https://img.example.com/a.png">' }));
    expect(plain.outcome).toBe('success');
  } finally {
    await local.close();
  }
});
