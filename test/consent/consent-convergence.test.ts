import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { secondOf, standing, type ConsentChange, type Preference } from '../../connector/consent/consent-change.ts';
import { makeConsentWorld, marketing, product, type SentWebhook } from './consent-world.ts';

const preference = fc.constantFrom<Preference>('opt_in', 'opt_out');
const change: fc.Arbitrary<ConsentChange> = fc.record({
  preference,
  atMs: fc.integer({ min: 0, max: 3_000 }),
  source: fc.constantFrom('outside' as const, 'iterable' as const),
  sequence: fc.constantFrom('a', 'b', 'c'),
});

const notices = { marketing: 'channel:51001', product: 'messageType:61002' } as const;
const notice = fc.constantFrom<keyof typeof notices>('marketing', 'product');
const person = fc.constantFrom('ada@example.com', 'bob@example.com');

type Act =
  | {
      kind: 'outside';
      person: string;
      notice: keyof typeof notices;
      preference: Preference;
      lateMs: number;
      twice: boolean;
    }
  | { kind: 'click'; person: string; notice: keyof typeof notices; preference: Preference }
  | { kind: 'deliver'; which: number; again: boolean }
  | { kind: 'wait'; ms: number }
  | { kind: 'push' }
  | { kind: 'restart' };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('outside' as const),
      person,
      notice,
      preference,
      lateMs: fc.constantFrom(0, 0, 1_500, 20_000, 90_000),
      twice: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('click' as const), person, notice, preference }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(20), again: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(300, 1_000, 4_000, 30_000) }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'push' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);

interface Decision {
  preference: Preference;
  atMs: number;
}

/** Runs the acts, then delivers and pushes until nothing moves any more. */
async function play(acts: readonly Act[]) {
  const world = await makeConsentWorld();
  try {
    await world.book.putNotice('main', { ...marketing, listIds: [] });
    await world.book.putNotice('main', product);
    for (const email of ['ada@example.com', 'bob@example.com']) await world.call('upsert_user', { email });
    const decisions = new Map<string, Decision[]>();
    const decided = (who: string, what: string, decision: Decision): void => {
      const key = `${who} ${what}`;
      decisions.set(key, [...(decisions.get(key) ?? []), decision]);
    };
    const delivered: SentWebhook[] = [];
    let sequence = 0;
    for (const one of acts) {
      if (one.kind === 'outside') {
        const atMs = world.now() - one.lateMs;
        const given = {
          email: one.person,
          notice: one.notice,
          preference: one.preference,
          changedAt: new Date(atMs).toISOString(),
          sequence: `outside-${(sequence += 1)}`,
        };
        decided(one.person, one.notice, { preference: one.preference, atMs });
        await world.book.takePreferences('main', one.twice ? [given, given] : [given]);
      } else if (one.kind === 'click') {
        const atMs = world.now();
        if (await world.click({ email: one.person }, one.preference, notices[one.notice])) {
          decided(one.person, one.notice, { preference: one.preference, atMs });
        }
      } else if (one.kind === 'deliver' && world.sent.length > 0) {
        const [webhook] = world.sent.splice(one.which % world.sent.length, 1);
        await world.deliver(webhook!);
        if (one.again) delivered.push(webhook!);
      } else if (one.kind === 'wait') world.advance(one.ms);
      else if (one.kind === 'push') {
        await world.work();
        await world.sandbox.idle();
      } else if (one.kind === 'restart') await world.restart();
    }
    let rounds = 0;
    do {
      world.advance(3_600_000);
      for (const webhook of [...world.sent.splice(0), ...delivered.splice(0)]) await world.deliver(webhook);
      await world.work();
      await world.sandbox.idle();
      rounds += 1;
    } while (world.sent.length > 0 && rounds < 10);
    const ends = [];
    for (const who of ['ada@example.com', 'bob@example.com']) {
      const stored = await world.stored({ email: who });
      for (const [what, subscription] of Object.entries(notices)) {
        ends.push({
          decisions: decisions.get(`${who} ${what}`) ?? [],
          stored: stored[what],
          iterable: await world.inIterable({ email: who }, subscription),
        });
      }
    }
    return { ends, rounds };
  } finally {
    await world.dispose();
  }
}

describe('the order of decisions', () => {
  test('every order and grouping of changes leaves the same one standing', () => {
    fc.assert(
      fc.property(change, change, change, (a, b, c) => {
        expect(standing(a, b)).toEqual(standing(b, a));
        expect(standing(standing(a, b), c)).toEqual(standing(a, standing(b, c)));
        expect(standing(a, a)).toEqual(a);
      }),
    );
  });

  test('within one second an opt-out stands', () => {
    fc.assert(
      fc.property(change, change, (a, b) => {
        fc.pre(secondOf(a.atMs) === secondOf(b.atMs) && a.preference !== b.preference);
        expect(standing(a, b).preference).toBe('opt_out');
      }),
    );
  });
});

describe('F8: consent both ways', () => {
  test('F8: any interleaving of outside changes, clicks, duplicates and late webhooks converges, and no opt-out is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 24 }), async (acts) => {
        const { ends, rounds } = await play(acts);
        // loops end: an echo of an echo would go on for ever
        expect(rounds).toBeLessThan(5);
        for (const { decisions, stored, iterable } of ends) {
          if (decisions.length === 0) continue;
          expect(iterable).toBe(stored);
          const lastIn = Math.max(
            ...decisions.filter((one) => one.preference === 'opt_in').map(({ atMs }) => secondOf(atMs)),
          );
          const lastOut = Math.max(
            ...decisions.filter((one) => one.preference === 'opt_out').map(({ atMs }) => secondOf(atMs)),
          );
          if (lastOut >= lastIn) expect(stored).toBe('opt_out');
        }
      }),
      { numRuns: Number(process.env['ITC_CONSENT_RUNS'] ?? 40), endOnFailure: false },
    );
  }, 300_000);

  test('F8: decisions that lie a minute apart end as the last one says, also an opt-in', async () => {
    const acts: Act[] = [];
    const say = (...more: Act[]): void => void acts.push(...more, { kind: 'push' }, { kind: 'wait', ms: 60_000 });
    const base = { person: 'ada@example.com', notice: 'product' as const };
    for (const value of ['opt_out', 'opt_in', 'opt_out', 'opt_in'] as const) {
      say({ kind: 'outside', ...base, preference: value, lateMs: 0, twice: true });
      say({ kind: 'click', ...base, preference: value === 'opt_in' ? 'opt_out' : 'opt_in' });
      say({ kind: 'deliver', which: 0, again: true }, { kind: 'deliver', which: 0, again: false });
    }
    say({ kind: 'outside', ...base, preference: 'opt_out', lateMs: 0, twice: false });
    say({ kind: 'click', ...base, preference: 'opt_in' });
    const { ends } = await play(acts);
    expect(ends[1]).toMatchObject({ stored: 'opt_in', iterable: 'opt_in' });
  });
});
