import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** One profile as it would come from a warehouse; about 250 bytes. */
export const profile = (n: number) => ({
  email: `person${String(n)}@example.com`,
  dataFields: {
    first_name: `Ada ${String(n % 5000)}`,
    city: 'Lisbon',
    plan: n % 3 === 0 ? 'pro' : 'free',
    lifetimeValue: (n % 1000) + 0.5,
    orders: n % 40,
    newsletter: n % 2 === 0,
    lf_assignments: { hero: `variant_${String(n % 4)}`, footer: 'control' },
  },
});

/** Writes `count` profiles as JSON lines. */
export async function writeProfiles(path: string, count: number): Promise<void> {
  const lines = function* (): Generator<string> {
    for (let n = 0; n < count; n += 500) {
      let text = '';
      for (let row = n; row < Math.min(count, n + 500); row++) text += `${JSON.stringify(profile(row))}\n`;
      yield text;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
