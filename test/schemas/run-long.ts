// `npm run test:infer-long`: the tests of schemas/ with 200,000 documents per large property, at the lowest priority
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

const start = performance.now();
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const args = [...jest, 'test/schemas', '--runInBand', '--verbose', '--randomize=false', '--testTimeout=7200000'];
const env = { ...process.env, ITC_LONG: process.env['ITC_LONG'] ?? '200000' };
const child = spawn(process.execPath, args, { stdio: 'inherit', env });
if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
child.on('close', (code) => {
  console.log(`${env.ITC_LONG} documents per property: ${((performance.now() - start) / 60_000).toFixed(1)} minutes`);
  process.exitCode = code ?? 1;
});
