import { seededRandom } from '../seeded-random.ts';
import { runCase, type CaseResult } from './fault-run.ts';
import { startFaultWorld } from './fault-world.ts';
import type { ArmedFault, Failpoint, FaultKind } from './failpoints.ts';
import { scenarios } from './scenarios.ts';

export interface FaultReport {
  seed: number;
  scenarios: number;
  /** with a fault that fired */
  tried: number;
  held: number;
  starts: number;
  /** cases in which something did not hold, with what */
  broken: Pick<CaseResult, 'scenario' | 'fault' | 'faults'>[];
  reached: Failpoint[];
}

/**
 * Runs every kind of step without a fault to see which failpoints it passes how often, then once for each passage and kind of fault.
 * @param options.share the part of the cases that is run, drawn with the seed; 1 = all
 */
export async function runExhaustive(options: {
  kinds: readonly FaultKind[];
  share: number;
  seed: number;
  log?: (line: string) => void;
}): Promise<FaultReport> {
  const { kinds, share, seed, log = () => undefined } = options;
  const random = seededRandom(seed);
  const world = await startFaultWorld(scenarios);
  const reached = new Set<Failpoint>();
  const broken: FaultReport['broken'] = [];
  let tried = 0;
  let held = 0;
  const keep = ({ scenario, fault, faults, hasFired, isHeld, passed }: CaseResult): void => {
    for (const point of passed) reached.add(point);
    if (faults.length > 0) broken.push({ scenario, fault, faults });
    if (hasFired) tried += 1;
    if (isHeld) held += 1;
  };
  try {
    for (const scenario of scenarios) {
      const plain = await runCase(world, scenario, null);
      keep(plain);
      const passages = new Map<Failpoint, number>();
      for (const point of plain.passed) {
        const passage = (passages.get(point) ?? 0) + 1;
        passages.set(point, passage);
        for (const kind of kinds) {
          const fault: ArmedFault = { point, passage, kind };
          if (random() < share) keep(await runCase(world, scenario, fault));
        }
      }
      log(`${scenario.name}: ${String(tried)} tried, ${String(broken.length)} broken`);
    }
    return {
      seed,
      scenarios: scenarios.length,
      tried,
      held,
      starts: world.server.starts,
      broken,
      reached: [...reached],
    };
  } finally {
    await world.close();
  }
}
