import { TransportFailure, type HttpAnswer, type Transport } from '../../connector/iterable/transport.ts';
import { weathers, type WeatherName } from './weather.ts';

/** Iterable as the weather lets it be: counts what it did for each step of each job. */
export interface SimulatedIterable {
  weather: WeatherName;
  /** `job step` -> how often it was done */
  done: Map<string, number>;
  /** calls that wait for an answer now */
  readonly hanging: number;
  /** the way to it for one process */
  open(): { transport: Transport; end: () => void };
  /** the connections of all calls under way break */
  breakConnections(): void;
}

const envelope = (status: number, code: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify({ msg: '', code, params: null }),
});

export function createSimulatedIterable(): SimulatedIterable {
  const hanging = new Set<(failure: TransportFailure) => void>();
  const iterable: SimulatedIterable = {
    weather: 'fair',
    done: new Map(),
    get hanging() {
      return hanging.size;
    },
    breakConnections() {
      for (const fail of hanging) fail(new TransportFailure('no_answer', 'ECONNRESET'));
      hanging.clear();
    },
    open() {
      let isEnded = false;
      const transport: Transport = async ({ body }) => {
        // a process that was killed makes no calls
        if (isEnded) throw new TransportFailure('no_answer', 'killed');
        const { job, step } = JSON.parse(body ?? '{}') as { job: string; step: string };
        const name = iterable.weather;
        const { arrives, answer } = weathers[name];
        if (arrives) iterable.done.set(`${job} ${step}`, (iterable.done.get(`${job} ${step}`) ?? 0) + 1);
        switch (answer) {
          case 'accepted':
            return envelope(200, 'Success');
          case 'refused':
            return envelope(400, 'BadParams');
          case 'turned_away':
            if (name === 'unreachable') throw new TransportFailure('not_sent', 'ECONNREFUSED');
            return { ...envelope(503, 'Busy'), headers: { 'retry-after': String(weathers.busy.retryAfterMs / 1_000) } };
          case 'lost':
            throw new TransportFailure('no_answer', 'ECONNRESET');
          case 'bad':
            return name === 'page_instead'
              ? { status: 200, headers: { 'content-type': 'text/html' }, text: '<!doctype html>' }
              : envelope(500, 'GenericError');
          case 'hangs':
            return new Promise((_resolve, reject) => {
              hanging.add(reject);
            });
        }
      };
      return {
        transport,
        end() {
          isEnded = true;
        },
      };
    },
  };
  return iterable;
}
