/** Lets calls that write the same person go out one after the other, in the order in which they asked. */
export interface PersonGate {
  /**
   * Waits until every earlier call for one of these people has ended. The place in the order is taken at once, before
   * the first wait, so that two calls for several people cannot wait for each other.
   * @returns the release, to be called when the answer is there
   */
  enter: (scope: string, names: readonly string[]) => Promise<() => void>;
}

/** One gate for the process: Iterable keeps no order between calls that are under way at the same time. */
export function createPersonGate(): PersonGate {
  const scopes = new Map<string, Map<string, Promise<void>>>();
  return {
    async enter(scope, names) {
      let last = scopes.get(scope);
      if (last === undefined) {
        last = new Map();
        scopes.set(scope, last);
      }
      const inScope = last;
      let open: () => void = () => undefined;
      const own = new Promise<void>((resolve) => {
        open = resolve;
      });
      const before = new Set<Promise<void>>();
      for (const name of names) {
        const earlier = inScope.get(name);
        if (earlier !== undefined && earlier !== own) before.add(earlier);
        inScope.set(name, own);
      }
      if (before.size > 0) await Promise.all(before);
      return () => {
        for (const name of names) if (inScope.get(name) === own) inScope.delete(name);
        open();
      };
    },
  };
}
