import { routes } from '../../connector/http/routes.ts';
import { adminToken, startTestServer } from '../http/test-server.ts';
import { hostileRequest, type HostileTarget } from './hostile-requests.ts';
import { RawClient } from './raw-client.ts';
import { seededRandom } from './seeded-random.ts';

export interface HostileReport {
  seed: number;
  tried: number;
  /** by status; 0 = closed without an answer */
  statuses: Map<number, number>;
  /** requests that were answered with 5xx, too late or not at all, as text */
  faults: { index: number; status: number; ms: number; request: string; body: string }[];
  slowestMs: number;
  isPrototypeClean: boolean;
}

interface Answer {
  index: number;
  status: number;
  ms: number;
  request: Buffer;
  body: string;
}

const hangMs = 1_000;
const oddFraming = /\r\n(transfer-encoding|expect|upgrade|connection):|\r\ncontent-length:[^]*\r\ncontent-length:/i;
const clients = 24;
// their work is somewhere else: they call the sandbox, compile in a thread, read a whole export or seal everything anew
const slowRoutes = /test$|^\/connections$|picklists|fields|infer|schema|export|bulk|admin-token|keys/;

const prototypes = (): string =>
  JSON.stringify(
    [Object.prototype, Array.prototype, Function.prototype, String.prototype].map((one) =>
      Reflect.ownKeys(one).map(String),
    ),
  );

/** Sends hostile requests to a whole server over kept-open sockets and tells what became of them. */
export async function runHostile(
  seed: number,
  count: number,
  onProgress?: (done: number) => void,
): Promise<HostileReport> {
  const server = await startTestServer();
  const { hostname, port, pathname } = new URL(server.webhookUrl);
  if (hostname !== '127.0.0.1') throw new Error('the server is not on loopback');
  const target: HostileTarget = {
    hookPath: pathname,
    secret: server.secret,
    adminToken,
    routes: routes.filter(({ path }) => !slowRoutes.test(path)),
  };
  const before = prototypes();
  const report: HostileReport = {
    seed,
    tried: 0,
    statuses: new Map(),
    faults: [],
    slowestMs: 0,
    isPrototypeClean: true,
  };
  const fault = ({ index, status, ms, request, body }: Answer): void => {
    const text = request.toString('latin1').slice(0, 2_000);
    report.faults.push({ index, status, ms, request: text, body: body.slice(0, 500) });
  };
  const slow: Answer[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const client = new RawClient(Number(port));
    while (next < count) {
      const index = next++;
      const request = hostileRequest(seededRandom(seed + index), target);
      const { status, ms, body } = await client.send(request);
      // where two readers may disagree on the end of a request, the next one begins on a new socket
      if (oddFraming.test(request.toString('latin1', 0, 8_000))) client.close();
      report.tried += 1;
      report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
      report.slowestMs = Math.max(report.slowestMs, ms);
      const answer = { index, status, ms, request, body };
      if (status >= 500) fault(answer);
      else if (ms > hangMs) slow.push(answer);
      if (report.tried % 50_000 === 0) onProgress?.(report.tried);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: clients }, work));
  // among many calls on a busy machine anything is slow once; what hangs, hangs alone, too
  for (const answer of slow) {
    const client = new RawClient(Number(port));
    const { ms } = await client.send(answer.request);
    client.close();
    if (ms > hangMs) fault({ ...answer, ms });
  }
  report.isPrototypeClean = prototypes() === before;
  // alive and well afterwards
  const health = await fetch(`${server.running.url}/api/v1/health`);
  if (health.status !== 200)
    report.faults.push({ index: count, status: health.status, ms: 0, request: 'health', body: '' });
  await server.close();
  return report;
}
