import { describe, expect, it } from '@jest/globals';

import { errorOf, run } from './run-command.ts';

const chat = 'https://hooks.example.com/services/secret-part';
const kept = { origin: 'https://hooks.example.com', causes: ['failed'], last: null };

describe('itc alerts', () => {
  it('takes the address from stdin, never as an argument, and prints the secret alone', async () => {
    const { code, stdout, calls } = await run(['alerts', 'set', '--url-stdin', '--cause', 'held'], {
      stdin: `${chat}\n`,
      routes: { 'POST /alerts': () => ({ secret: 'whsec_abc' }) },
    });
    expect(code).toBe(0);
    expect(calls.map(({ path, body }) => [path, body])).toEqual([['/alerts', { url: chat, causes: ['held'] }]]);
    expect(stdout).toContain('whsec_abc');
    expect(stdout).not.toContain('secret-part');
    expect(errorOf(await run(['alerts', 'set', '--json'])).code).toBe('ITC_USAGE');
    expect((await run(['alerts', 'set', chat])).code).toBe(2);
  });

  it.each([
    [null, 'Nobody is told of failed jobs.'],
    [kept, 'Jobs that are failed are told at https://hooks.example.com; no message since the start.'],
    [{ ...kept, causes: ['failed', 'held'], last: { at: '2026-01-05T00:00:00.000Z', error: null } }, 'failed or held'],
    [
      { ...kept, last: { at: '2026-01-05T00:00:00.000Z', error: 'It answered 500.' } },
      'was not taken: It answered 500.',
    ],
  ])('shows %j as what it means', async (alerts, text) => {
    const shown = await run(['alerts', 'show'], { routes: { 'GET /alerts': () => ({ alerts }) } });
    expect(shown.stdout).toContain(text);
    const json = await run(['alerts', 'show', '--json'], { routes: { 'GET /alerts': () => ({ alerts }) } });
    expect(JSON.parse(json.stdout)).toEqual({ alerts });
  });

  it('tries the address and switches alerts off', async () => {
    const routes = { 'POST /alerts/test': () => ({ sent: true }), 'DELETE /alerts': () => ({ alerts: null }) };
    expect((await run(['alerts', 'test'], { routes })).stdout).toContain('Sent.');
    expect((await run(['alerts', 'off'], { routes })).stdout).toContain('Nobody is told');
  });
});
