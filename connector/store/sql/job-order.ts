import { queries } from './queries.ts';
import { first, type Dialect, type Script } from './script.ts';

/** Whether a job of the order key that is made or released now has to wait for another one: at most one job of a key is not blocked. */
export function* mustWait(dialect: Pick<Dialect, 'isOpenOf'>, orderKey: string | null): Script<boolean> {
  if (orderKey === null) return false;
  const open = yield* first(queries.selectFrom('jobs').select('seq').where(dialect.isOpenOf(orderKey)).limit(1));
  return open !== undefined;
}
