import type { Action, Person, ReadFirst } from '../define.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { Exchange } from '../store/store.ts';
import type { ActionResult, IterableConnection } from './action-result.ts';
import type { IterableClient } from './client.ts';
import type { RawAnswer } from './raw-answer.ts';
import { isObject } from './decode-error.ts';
import { applyIdentity } from './identity.ts';
import { classify, type Verdict } from './outcome.ts';

/** One person as the project type names them, from the input of an action with `readFirst`. */
export function personOf(action: Action, input: unknown, connection: Pick<IterableConnection, 'projectType'>): Person {
  const { email = null, userId = null } = isObject(input as JsonObject) ? (input as JsonObject) : {};
  const rules = { projectType: connection.projectType, writesProfile: false, effect: 'write' } as const;
  const { parts } = applyIdentity(
    { identity: 'user', ...(action.dataFields === undefined ? {} : { dataFields: action.dataFields }) },
    rules,
    { body: { email, userId } },
  );
  return (parts.body ?? {}) as Person;
}

export interface OrderedRead {
  readFirst: ReadFirst;
  person: Person;
  connection: IterableConnection;
  client: IterableClient;
  signal: AbortSignal | undefined;
  /** the call itself; `exchanges` are those of the reads before it */
  write: (current: JsonObject, exchanges: Exchange[]) => Promise<ActionResult>;
  /** ends the run when the read gave nothing to build on */
  stop: (verdict: Verdict, answer: RawAnswer, exchanges: Exchange[]) => Promise<ActionResult>;
}

/**
 * Reads, then writes, one person at a time. The first order is that of the identifier as given; the second one that of the
 * person who was found, because another run may know the same person by the other identifier. When any other work ended
 * since the read began, it reads again: a slow answer may be older than what that work has stored.
 */
export async function readThenWrite(run: OrderedRead): Promise<ActionResult> {
  const { readFirst, person, connection, client } = run;
  const { endpoint, parts } = readFirst.request(person);
  const exchanges: Exchange[] = [];
  const read = async (): Promise<{ answer: RawAnswer; verdict: Verdict }> => {
    const options = run.signal === undefined ? {} : { signal: run.signal };
    const answer = await client.call(connection, endpoint, parts, options);
    if (answer.exchange !== null) exchanges.push(answer.exchange);
    return { answer, verdict: classify({ effect: 'read', idempotent: true, answer: 'object' }, answer) };
  };
  const found = ({ verdict }: { verdict: Verdict }): JsonObject | null =>
    verdict.outcome === 'success' && isObject(verdict.output) && Object.keys(verdict.output).length > 0
      ? verdict.output
      : null;

  const project = [connection.sandboxUrl ?? connection.region, connection.projectId ?? connection.id];
  const given = JSON.stringify([...project, person.userId ?? null, person.email?.toLowerCase() ?? null]);
  return client.order.inOrder(given, async () => {
    const endedBefore = client.order.ended();
    const first = await read();
    const current = found(first);
    if (current === null) return run.stop(first.verdict, first.answer, exchanges);
    const name = JSON.stringify([...project, 'found', readFirst.person(current) ?? given]);
    return client.order.inOrder(name, async () => {
      if (client.order.ended() === endedBefore) return run.write(current, exchanges);
      const again = await read();
      const fresh = found(again);
      return fresh === null ? run.stop(again.verdict, again.answer, exchanges) : run.write(fresh, exchanges);
    });
  });
}
