// loaded into the server before it starts: tells how late its event loop is and what it holds, for only the process itself knows
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { appendFileSync } = require('node:fs');

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
  appendFileSync(process.env.ITC_SOAK_FILE, `${JSON.stringify(line)}\n`);
}, 5_000).unref();
