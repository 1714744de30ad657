import {
  caseName,
  isChosen,
  openCaseResults,
  type CaseChoice,
  type CaseLine,
  type CaseResults,
} from './fault-cases.ts';
import { runCase } from './fault-run.ts';
import { startFaultWorld } from './fault-world.ts';
import { callUnderWay, type ArmedFault, type Failpoint, type FaultKind } from './failpoints.ts';
import { timesWhilePaused } from './pause.ts';
import { scenarios, type Scenario, type World } from './scenarios.ts';

export interface FaultReport {
  seed: number;
  scenarios: number;
  /** with a fault that fired, in this run and those it goes on from */
  tried: number;
  held: number;
  starts: number;
  /** cases in which something did not hold, with what */
  broken: Pick<CaseLine, 'scenario' | 'fault' | 'faults'>[];
  reached: Failpoint[];
}

/**
 * Runs every kind of step without a fault to see which failpoints it passes how often, then once for each passage and kind of fault.
 * @param options.results of an earlier run that this one goes on from; what held is not run again
 * @param options.concurrency servers side by side, each with a part of the scenarios; default 1
 */
export async function runExhaustive({
  kinds,
  choice,
  results = openCaseResults(),
  concurrency = 1,
  log = () => undefined,
}: {
  kinds: readonly FaultKind[];
  choice: CaseChoice;
  results?: CaseResults;
  concurrency?: number;
  log?: (line: string) => void;
}): Promise<FaultReport> {
  const reached = new Set<Failpoint>();
  const queue = scenarios.filter(({ name }) => choice.scenario === undefined || choice.scenario === name);
  let starts = 0;

  const run = async (world: World, scenario: Scenario, fault: ArmedFault | null): Promise<Failpoint[]> => {
    const { passed, ...line } = await runCase(world, scenario, fault);
    results.add(line);
    for (const point of passed) reached.add(point);
    if (line.faults.length > 0) {
      log(`${fault === null ? scenario.name : caseName(scenario.name, fault)}: ${line.faults.join('; ')}`);
    }
    return passed;
  };
  const runAll = async (world: World, scenario: Scenario): Promise<void> => {
    const passages = new Map<Failpoint, number>();
    const tryFault = async (fault: ArmedFault): Promise<void> => {
      const name = caseName(scenario.name, fault);
      if (isChosen(name, choice) && !results.isDone(name)) await run(world, scenario, fault);
    };
    for (const point of await run(world, scenario, null)) {
      const passage = (passages.get(point) ?? 0) + 1;
      passages.set(point, passage);
      for (const kind of kinds) await tryFault({ point, passage, kind });
    }
    if (kinds.includes('pause') && scenario.path !== undefined && scenario.turnedAway === undefined) {
      await tryFault({ point: callUnderWay, passage: 1, kind: 'pause' });
    }
    log(`${scenario.name} is through`);
  };
  const work = async (): Promise<void> => {
    const world = await startFaultWorld(scenarios, kinds.includes('pause') ? timesWhilePaused : {});
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await runAll(world, next);
    } finally {
      starts += world.server.starts;
      await world.close();
    }
  };
  // what one of them meets does not end the others, whose servers would be left behind
  const ended = await Promise.allSettled(Array.from({ length: concurrency }, work));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;

  const all = results.all().filter(({ scenario }) => choice.scenario === undefined || choice.scenario === scenario);
  return {
    seed: choice.seed,
    scenarios: scenarios.length,
    tried: all.filter(({ hasFired }) => hasFired).length,
    held: all.filter(({ isHeld }) => isHeld).length,
    starts,
    broken: all
      .filter(({ faults }) => faults.length > 0)
      .map(({ scenario, fault, faults }) => ({ scenario, fault, faults })),
    reached: [...reached],
  };
}
