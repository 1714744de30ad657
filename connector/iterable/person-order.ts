/** Work under one name goes one after the other, in the order in which it was asked for; other names do not wait. */
export interface PersonOrder {
  /** @param work told whether it had to wait for another one of this name */
  inOrder: <T>(name: string, work: (hasWaited: boolean) => Promise<T>) => Promise<T>;
}

/** An order that holds within this process; between processes Iterable offers nothing to hold on to. */
export function createPersonOrder(): PersonOrder {
  const last = new Map<string, Promise<void>>();
  return {
    async inOrder(name, work) {
      const before = last.get(name);
      const turn = before === undefined ? work(false) : before.then(() => work(true));
      const end = turn.then(
        () => undefined,
        () => undefined,
      );
      last.set(name, end);
      try {
        return await turn;
      } finally {
        if (last.get(name) === end) last.delete(name);
      }
    },
  };
}
