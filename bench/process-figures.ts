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
  const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

/** @throws when the process is gone */
export function processFigures(pid: number): ProcessFigures {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  // the name of the program is in brackets and may hold spaces
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0);
  return childrenOf(pid)
    .map(processFigures)
    .reduce((sum, child) => ({ cpuMs: sum.cpuMs + child.cpuMs, rssMb: sum.rssMb + child.rssMb }), {
      cpuMs: ticks * msPerTick,
      rssMb: (kb * 1024) / 1e6,
    });
}
