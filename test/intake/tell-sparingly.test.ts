import { describe, expect, it } from '@jest/globals';

import { tellSparingly } from '../../connector/intake/tell-sparingly.ts';
import type { LogFields } from '../../connector/log.ts';

function telling() {
  const clock = { ms: 0 };
  const told: [number, string, LogFields][] = [];
  const tell = tellSparingly(
    (message, fields) => void told.push([clock.ms, message, fields]),
    () => clock.ms,
  );
  return { clock, told, tell };
}

describe('a line that may come with every call', () => {
  it('is told at once, then once in ten seconds with the number of calls since', () => {
    const { clock, told, tell } = telling();
    for (clock.ms = 0; clock.ms < 25_000; clock.ms += 1) tell('away', { connection: 'shop', code: 'X' });
    expect(told).toEqual([
      [0, 'away', { connection: 'shop', code: 'X' }],
      [10_000, 'away', { connection: 'shop', code: 'X', count: 10_000 }],
      [20_000, 'away', { connection: 'shop', code: 'X', count: 10_000 }],
    ]);
  });

  it('is counted by message, connection and code', () => {
    const { told, tell } = telling();
    const lines: [string, LogFields][] = [
      ['away', { connection: 'shop', code: 'X' }],
      ['away', { connection: 'club', code: 'X' }],
      ['away', { connection: 'shop', code: 'Y' }],
      ['gone', { connection: 'shop', code: 'X' }],
      ['away', { code: 'X' }],
      ['away', { connection: 'shop' }],
    ];
    for (const [message, fields] of [...lines, ...lines]) tell(message, fields);
    expect(told).toEqual(lines.map(([message, fields]) => [0, message, fields]));
  });

  it('has no count when it was alone since the line before', () => {
    const { clock, told, tell } = telling();
    tell('away', {});
    clock.ms = 3_600_000;
    tell('away', {});
    expect(told).toEqual([
      [0, 'away', {}],
      [3_600_000, 'away', {}],
    ]);
  });
});
