import { describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import { prepareCall } from '../../connector/iterable/prepare-call.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

const prepare = (name: string, input: unknown) => {
  const action = actions.find((one) => one.name === name)!;
  return prepareCall(action, input, { projectType: 'hybrid' }, 'step-key');
};

describe.each(actions.map((action) => [action.name, action] as const))('As every action, %s', (name, action) => {
  test(`${name}: a field that it does not have is refused and named.`, () => {
    for (const { input } of action.examples) {
      expect(() => prepare(name, { ...(input as object), noSuchField: 1 })).toThrow(
        expect.objectContaining({
          code: 'ITC_INPUT_INVALID',
          details: { path: 'noSuchField', found: 'an unknown field' },
        }),
      );
    }
  });

  test(`${name}: a refused input ends in a coded error that names a place, before anything is built.`, () => {
    for (const { input } of action.antiExamples) {
      let caught: unknown;
      try {
        const { faults } = prepare(name, input);
        [caught] = faults.values();
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(ConnectorError);
      expect((caught as ConnectorError).code).toBe('ITC_INPUT_INVALID');
    }
  });
});

test('What reaches a person is never repeated by itself: every send is held when its outcome is unknown.', () => {
  const sends = actions.filter(({ effect }) => effect === 'send');
  expect(sends.map(({ name }) => name).sort()).toEqual([
    'begin_sms_verification',
    'broadcast_content',
    'schedule_campaign',
    'send_campaign',
    'send_content',
    'send_email',
    'send_email_proof',
    'send_in_app',
    'send_in_app_proof',
    'send_push',
    'send_push_proof',
    'send_sms',
    'send_sms_proof',
    'send_web_push',
    'send_whatsapp',
    'start_double_opt_in',
    'trigger_campaign',
    'trigger_journey',
  ]);
  for (const send of sends) expect(send).toMatchObject({ idempotent: false, onUnknownOutcome: 'hold' });
});

test('A read is always repeatable, and only a call that may be repeated is retried when its outcome is unknown.', () => {
  for (const action of actions) {
    if (action.effect === 'read') expect(action).toMatchObject({ idempotent: true, onUnknownOutcome: 'retry' });
    if (action.onUnknownOutcome === 'retry') expect([action.name, action.idempotent]).toEqual([action.name, true]);
  }
});
