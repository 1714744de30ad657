import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { failpoints, type ArmedFault, type Failpoint } from './failpoints.ts';

const known = new Set<string>(failpoints);
const delayMs = 60;

/** Thrown at a point; what wraps the point turns it into the fault that its callers know. */
export class InjectedFault extends Error {}

export interface FaultEngine {
  arm(fault: ArmedFault | null): void;
  /** for code that cannot wait */
  passSync(point: string, detail?: string): void;
  pass(point: string, detail?: string): Promise<void>;
  close(): void;
}

/** @param traceFile gets a line per passage, written at once, so that it says what happened before a process died */
export function createFaultEngine(traceFile: string): FaultEngine {
  const trace = openSync(traceFile, 'a');
  const passages = new Map<string, number>();
  let armed: ArmedFault | null = null;

  /** the fault that fires here, if one does */
  const count = (point: string, detail: string): ArmedFault['kind'] | null => {
    if (!known.has(point)) return null;
    const passage = (passages.get(point) ?? 0) + 1;
    passages.set(point, passage);
    const fires = armed !== null && armed.point === (point as Failpoint) && armed.passage === passage;
    const kind = fires ? (armed as ArmedFault).kind : null;
    writeSync(trace, `${point}\t${detail}\t${kind ?? ''}\n`);
    return kind;
  };
  const end = (kind: ArmedFault['kind']): void => {
    if (kind === 'exit') process.exit(3);
    if (kind === 'kill') process.kill(process.pid, 'SIGKILL');
    // goes on here once it is woken
    if (kind === 'pause') return void process.kill(process.pid, 'SIGSTOP');
    throw new InjectedFault('an injected fault');
  };
  return {
    arm(fault) {
      passages.clear();
      armed = fault;
    },
    passSync(point, detail = '') {
      const kind = count(point, detail);
      if (kind === 'delay') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
      else if (kind !== null) end(kind);
    },
    async pass(point, detail = '') {
      const kind = count(point, detail);
      if (kind === 'delay') await sleep(delayMs);
      else if (kind !== null) end(kind);
    },
    close: () => closeSync(trace),
  };
}
