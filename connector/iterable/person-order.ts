/** Work under one name goes one after the other, in the order in which it was asked for; other names do not wait. */
export interface PersonOrder {
  inOrder: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** how many works have ended so far, under whatever name */
  ended: () => number;
}

/** An order that holds within this process; between processes Iterable offers nothing to hold on to. */
export function createPersonOrder(): PersonOrder {
  const last = new Map<string, Promise<void>>();
  let ended = 0;
  const count = (): void => {
    ended += 1;
  };
  return {
    async inOrder(name, work) {
      const before = last.get(name);
      const turn = before === undefined ? work() : before.then(work);
      const end = turn.then(count, count);
      last.set(name, end);
      try {
        return await turn;
      } finally {
        if (last.get(name) === end) last.delete(name);
      }
    },
    ended: () => ended,
  };
}
