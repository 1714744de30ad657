import { expect, test } from '@jest/globals';

import { tellFigure } from '../trust/tell-figure.ts';
import { runPowerCuts } from './power-cut-run.ts';

test('of 20 copies taken at random instants, with what was not synced kept, cut or torn, each is whole, has all that was acknowledged, and repeats no send', async () => {
  const seed = 20_261_122;
  const { cuts, whole } = await runPowerCuts({ events: 600, cuts: 20, seed });
  const broken = cuts.filter(({ integrity, lost }) => integrity !== 'ok' || lost > 0);
  tellFigure({
    goal: 'G38',
    what: 'copies of the data folder at a cut of power, with what was not synced kept, cut or torn, that were broken or lacked what was acknowledged',
    tried: cuts.length,
    failed: broken.length,
    seed,
  });
  expect(broken).toEqual([]);
  expect(cuts).toHaveLength(20);
  expect(whole).toMatchObject({
    acked: 600,
    stored: 600,
    lost: 0,
    duplicateJobs: 0,
    missingJobs: 0,
    unsettled: 0,
    repeatedSends: 0,
    phantomSends: 0,
    sampleFailure: 'null',
  });
}, 240_000);
