import fc from 'fast-check';

// hundreds of runs of the same property: what a fifth of a second finds is enough, and a change that only a longer search finds counts as not noticed
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  interruptAfterTimeLimit: 200,
  // that it fails is all that is asked: the search for a smaller case takes longer than the rest, and thousands of cases fill the memory
  endOnFailure: true,
  reporter: ({ failed }) => {
    if (failed) throw new Error('the property does not hold');
  },
});
// and so for series that are listed rather than drawn (test/some-tries.ts); a prime, so that no kind of try falls out
process.env.ITC_EVERY_NTH_TRY = '23';
