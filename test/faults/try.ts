import { startFaultWorld } from './fault-world.ts';
import { runCase } from './fault-run.ts';
import { scenarios } from './scenarios.ts';
import { failpoints, type ArmedFault } from './failpoints.ts';
const kinds = (process.argv[2] ?? 'throw,delay').split(',') as ArmedFault['kind'][];
const share = Number(process.argv[3] ?? 1);
const world = await startFaultWorld(scenarios);
const reached = new Set<string>();
try {
  let n = 0, bad = 0, unfired = 0; const t = Date.now();
  for (const s of scenarios) {
    const dry = await runCase(world, s, null);
    if (dry.faults.length) console.log('DRY', s.name, dry.faults);
    for (const p of dry.passed) reached.add(p);
    const counts = new Map<string, number>();
    const list: ArmedFault[] = [];
    for (const point of dry.passed) {
      const passage = (counts.get(point) ?? 0) + 1; counts.set(point, passage);
      for (const kind of kinds) list.push({ point, passage, kind });
    }
    for (const f of list) {
      if (Math.random() > share) continue;
      const r = await runCase(world, s, f);
      n++; if (!r.hasFired) unfired++;
      if (r.faults.length) { bad++; console.log('BAD', s.name, JSON.stringify(f), r.faults.join('; ')); }
    }
    console.log(s.name, 'cases', n, 'bad', bad, 'unfired', unfired, 'starts', world.server.starts, (Date.now()-t)/1000);
  }
  console.log('not reached', failpoints.filter(p=>!reached.has(p)));
} finally { await world.close(); }
process.exit();
