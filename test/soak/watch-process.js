// loaded into the server before it starts: tells how late its event loop is and what it holds, for only the process itself knows
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { setInterval } from 'node:timers';

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
setInterval(() => {
  const line = {
    at: Date.now(),
    rss: process.memoryUsage.rss(),
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().length,
    loopP99Ms: delay.percentile(99) / 1e6,
  };
  delay.reset();
  appendFileSync(String(process.env.ITC_SOAK_FILE), `${JSON.stringify(line)}\n`);
}, 5_000).unref();
