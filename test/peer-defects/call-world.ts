import { actions } from '../../actions/index.ts';
import type { ProjectType } from '../../connector/define.ts';
import type { ActionResult } from '../../connector/iterable/action-result.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { startFakeIterable, type Answer, type FakeIterable, type SeenCall } from '../iterable/fake-iterable.ts';

export const email = 'ada@example.com';

export const actionNamed = (name: string) => actions.find((action) => action.name === name)!;

export interface CallWorld {
  fake: FakeIterable;
  run: (name: string, input: unknown, projectType?: ProjectType) => Promise<ActionResult>;
  /** the body of a call */
  sent: (index?: number) => Record<string, unknown>;
}

/** Actions that run against a server that answers as the test says. */
export async function startCalls(answer: (call: SeenCall, count: number) => Answer = () => ({})): Promise<CallWorld> {
  const fake: FakeIterable = await startFakeIterable((call, calls) => answer(call, calls.length));
  return {
    fake,
    run: (name, input, projectType = 'email') =>
      runAction({
        action: actionNamed(name),
        input,
        connection: { ...fake.connection, projectType },
        stepKey: 'step',
        client: fake.client,
      }),
    sent: (index = 0) => JSON.parse(fake.calls[index]!.body) as Record<string, unknown>,
  };
}
