import type { Json } from '../../errors/json.ts';
import type { Scope } from '../../recipes/mapping/scope.ts';

/** A scope for tests: one trigger payload and the outputs of earlier steps. */
export function scopeOf(trigger: Json, steps: [string, Json][] = []): Scope {
  return {
    trigger,
    event: { id: 'evt_1', receivedAt: '2031-03-04T05:06:40.000Z' },
    job: { id: 'job_1' },
    steps: new Map(steps),
    loops: new Map(),
  };
}
