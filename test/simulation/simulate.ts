import fc from 'fast-check';

import { commandsOf, compareLedgers, executed, recipeEvents } from './commands.ts';
import { Model } from './model.ts';
import { createWorld, removeTemplate, startMs } from './world.ts';

export interface SimulationReport {
  seeds: number;
  firstSeed: number;
  /** commands that were executed and compared */
  commands: number;
  /** processes that died */
  kills: number;
  jobs: number;
  events: number;
  seconds: number;
}

const maxCommands = 110;

/**
 * Runs engine and model side by side, one world for each seed. Throws with the seed and the shortest commands that tell them apart.
 * @param onSeed called after each seed
 */
export async function simulate(
  { seeds, firstSeed }: { seeds: number; firstSeed: number },
  onSeed: (done: number) => void = () => undefined,
): Promise<SimulationReport> {
  const began = Date.now();
  const before = { ...executed };
  let jobs = 0;
  let events = 0;
  try {
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
      const property = fc.asyncProperty(commandsOf(maxCommands), async (commands) => {
        const world = await createWorld(seed);
        const model = new Model(startMs);
        try {
          for (const [name, eventName] of Object.entries(recipeEvents)) {
            const steps = ['look', 'set', 'send'] as const;
            await world.saveRecipe(name, eventName, steps, true);
            model.recipes.set(name, { eventName, isEnabled: true, steps });
          }
          await fc.asyncModelRun(() => ({ model, real: world }), commands);
          await compareLedgers(model, world);
          jobs += model.jobs.size;
          events += model.events.size;
        } finally {
          await world.dispose();
        }
      });
      await fc.assert(property, { seed, numRuns: 1, endOnFailure: false });
      onSeed(seed - firstSeed + 1);
    }
  } finally {
    await removeTemplate();
  }
  return {
    seeds,
    firstSeed,
    commands: executed.commands - before.commands,
    kills: executed.kills - before.kills,
    jobs,
    events,
    seconds: (Date.now() - began) / 1_000,
  };
}
