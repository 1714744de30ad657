// set by test/mutation/short-properties.js
const every = Number(process.env.ITC_EVERY_NTH_TRY ?? 1);

/**
 * The tries of a long series: all of them, and under mutation, which repeats the series for hundreds of changes, only every n-th. A change that
 * none of those notices counts as not noticed.
 */
export const someTries = <T>(all: readonly T[]): readonly T[] => all.filter((_, index) => index % every === 0);
