import { createLog } from '../../connector/log.ts';
import { addressRanges } from '../../connector/security/source-allowlist.ts';
import type { Runtime } from '../../connector/runtime/runtime.ts';

export const stubToken = 'an-admin-token-of-a-test';

/** A runtime for tests of the frame around the routes; any part that a test does not give throws when it is used. */
export function stubRuntime(parts: Partial<Runtime> = {}): Runtime {
  const given: Partial<Runtime> = {
    version: '0.0.0-test',
    log: createLog('silent'),
    isAdminToken: (token) => token === stubToken,
    newRequestId: () => 'req_test',
    isStopping: () => false,
    tokens: { find: () => Promise.resolve(null) } as never,
    recipes: {} as never,
    tasks: {} as never,
    store: {} as never,
    trustedProxies: addressRanges([]),
    config: { publicUrl: null } as never,
    ...parts,
  };
  return new Proxy(given, {
    get(target, name: string) {
      if (name in target) return target[name as keyof Runtime];
      throw new Error(`the stub has no ${name}`);
    },
  }) as Runtime;
}
