import type { Log } from '../log.ts';
import { hashedUuid } from '../store/hashed-uuid.ts';
import type { PersonTurns } from '../store/share.ts';
import { createPersonGate, type PersonGate } from './person-gate.ts';

const shortestPauseMs = 10;
const longestPauseMs = 100;

/** A hash, for no address of a person belongs into a table of rights. */
const personOf = (scope: string, name: string): string => hashedUuid(`${scope}\0${name}`);

/**
 * Lets the processes on one store write the same person one after the other. Within a process the order of asking holds; between processes whoever asks
 * first when the person is free. While the store does not answer, only the order within this process is kept.
 */
export function createSharedPersonGate(parts: {
  turns: PersonTurns;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
  log: Pick<Log, 'warn'>;
}): PersonGate {
  const { turns, sleep, random, log } = parts;
  const local = createPersonGate();
  const complain = (error: unknown): void => log.warn('the order of writes is kept in this process alone', { error });

  const takeAll = async (persons: readonly string[]): Promise<void> => {
    let missing = persons;
    for (let pause = shortestPauseMs; missing.length > 0; pause = Math.min(pause * 2, longestPauseMs)) {
      const taken = new Set(await turns.take(missing));
      missing = missing.filter((person) => !taken.has(person));
      if (missing.length > 0) await sleep(pause * (0.5 + random()));
    }
  };

  return {
    async enter(scope, names) {
      const leave = await local.enter(scope, names);
      const persons = [...new Set(names.map((name) => personOf(scope, name)))].sort();
      await takeAll(persons).catch(complain);
      return () => {
        // the next one of this process comes in when the store knows that this one has left
        turns.release(persons).catch(complain).finally(leave);
      };
    },
  };
}
