import { readFileSync } from 'node:fs';

/** What a process and its children use; read from /proc, so on Linux only. */
export interface ProcessFigures {
  /** since the start of each, user and system */
  cpuMs: number;
  rssMb: number;
}

// USER_HZ, which Linux has fixed at 100 for programs
const msPerTick = 10;

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch (error) {
    // one that has ended since its parent was asked has none
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** The processes that a process started, and those that they started; none of one that is gone. Threads count as their process. */
export function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

function figuresOf(pid: number): ProcessFigures {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  // the name of the program is in brackets and may hold spaces
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0);
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * msPerTick, rssMb: (kb * 1024) / 1e6 };
}

/** @throws when the process is gone */
export function processFigures(pid: number): ProcessFigures {
  return [pid, ...descendantsOf(pid)]
    .map(figuresOf)
    .reduce((sum, one) => ({ cpuMs: sum.cpuMs + one.cpuMs, rssMb: sum.rssMb + one.rssMb }));
}
