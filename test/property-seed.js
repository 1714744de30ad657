import fc from 'fast-check';

// the gate runs the same cases everywhere, so that what it finds is found by everybody; ITC_SEED=random looks for new ones
const asked = process.env.ITC_SEED ?? '20261121';
const seed = asked === 'random' ? Math.trunc(Math.random() * 2 ** 31) : Number(asked);
if (!Number.isSafeInteger(seed)) throw new Error(`ITC_SEED must be a whole number or "random", found ${asked}`);
fc.configureGlobal({ seed });
