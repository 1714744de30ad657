import { describe, expect, test } from '@jest/globals';

import type { IncomingEvent } from '../../connector/define.ts';
import type { JsonObject } from '../../errors/json.ts';
import { eventNames, labelledEvents } from '../../schemas/iterable/event-names.ts';
import { parseIterableDate } from '../../schemas/iterable/iterable-date.ts';
import { samplePayload, samplePayloads } from '../../schemas/iterable/sample-payloads.ts';
import { triggers } from '../../triggers/index.ts';
import { newObject } from '../../triggers/new-object.ts';
import { newWorkflow, readWorkflowId } from '../../triggers/new-workflow.ts';

const systemEvent = (eventName: string): IncomingEvent => ({
  kind: 'system_webhook',
  eventName,
  workflowId: null,
  payload: samplePayload(eventName),
});
const journeyCall = (workflowId: string | null): IncomingEvent => ({
  kind: 'journey_webhook',
  eventName: null,
  workflowId,
  payload: {},
});

describe.each(triggers.map((trigger) => [trigger.name, trigger] as const))('trigger %s', (name, trigger) => {
  test.each(trigger.examples.map((example) => [JSON.stringify(example.config), example] as const))(
    `${name} takes its example %s and the payload starts the recipe`,
    (_title, { config, payload }) => {
      const parsed = trigger.config.parse(config);
      expect(trigger.config.parse(parsed)).toEqual(parsed);
      expect(trigger.output.safeParse(payload).success).toBe(true);
      expect(trigger.output.safeParse(trigger.sample(parsed)).success).toBe(true);
      const { eventName, workflowId } = payload as { eventName?: string; workflowId?: number };
      const event = {
        kind: trigger.source,
        eventName: eventName ?? null,
        workflowId: workflowId === undefined ? null : String(workflowId),
        payload,
      };
      expect(trigger.matches(parsed, event)).toBe(true);
    },
  );

  test.each(trigger.antiExamples.map((example) => [JSON.stringify(example.config), example.config] as const))(
    `${name} refuses its anti-example %s`,
    (_title, config) => {
      expect(trigger.config.safeParse(config).success).toBe(false);
    },
  );

  test(`${name} gives at least three anti-examples`, () => {
    expect(trigger.antiExamples.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the catalogue of events', () => {
  test('Workato 8: it holds every label that Iterable documents, once', () => {
    expect(labelledEvents).toHaveLength(40);
    expect(new Set(labelledEvents.map((event) => event.label)).size).toBe(40);
    // Email Blast Send and Email Triggered Send arrive under one name
    expect(eventNames).toHaveLength(39);
    expect(eventNames).toEqual(
      expect.arrayContaining(['smsClick', 'webPushClick', 'journeyExit', 'whatsAppSeen', 'embeddedSession']),
    );
  });

  test('it has a sample for every name and no others', () => {
    expect([...samplePayloads.keys()].sort()).toEqual([...eventNames].sort());
    for (const [name, payload] of samplePayloads) expect(payload['eventName']).toBe(name);
  });

  test('samples keep the quirks: no message id on these events', () => {
    const without = [
      'smsSend',
      'smsBounce',
      'smsReceived',
      'pushOpen',
      'pushBounce',
      'inAppOpen',
      'inAppClick',
      'emailSubscribe',
    ];
    for (const name of without) expect((samplePayload(name)['dataFields'] as JsonObject)['messageId']).toBeUndefined();
  });
});

describe('new_object', () => {
  test.each(eventNames)('starts on %s and on no other known event', (name) => {
    const config = newObject.config.parse({ eventName: name });
    expect(eventNames.filter((other) => newObject.matches(config, systemEvent(other)))).toEqual([name]);
  });

  test('Workato 7: the misspelling emailUnsubscribe still starts on what Iterable sends', () => {
    expect(newObject.matches({ eventName: 'emailUnsubscribe' }, systemEvent('emailUnSubscribe'))).toBe(true);
  });

  test('a name that the catalogue does not have can be chosen', () => {
    expect(newObject.matches({ eventName: 'holoSend' }, systemEvent('holoSend'))).toBe(true);
  });

  test('a call without an event name starts nothing', () => {
    expect(newObject.matches({ eventName: 'x' }, { ...systemEvent('x'), eventName: null })).toBe(false);
  });
});

describe('new_workflow', () => {
  test.each([
    ['612345', '612345'],
    [' 0612345 ', '612345'],
    ['https://app.iterable.com/workflows/612345/edit', '612345'],
    ['https://app.eu.iterable.com/workflows/612345', '612345'],
    ['https://app.iterable.com/journeys/612345/edit?mode=new#top', '612345'],
    ['https://app.iterable.com/workflows/612345?x=1', '612345'],
    ['https://app.iterable.com/x?workflowId=612345&y=1', '612345'],
    ['app.iterable.com/journey/612345', '612345'],
    ['https://app.iterable.com/campaigns/612345', null],
    ['https://app.iterable.com/workflows/', null],
    ['https://app.iterable.com/workflows/612345abc', null],
    ['-5', null],
    ['0', null],
    ['', null],
  ])('reads "%s" as %s', (text, expected) => {
    expect(readWorkflowId(text)).toBe(expected);
  });

  test('number and text form of the id match, another id does not', () => {
    for (const workflow of [612345, '612345', 'https://app.iterable.com/workflows/612345/edit']) {
      const config = newWorkflow.config.parse({ workflow });
      expect(newWorkflow.matches(config, journeyCall('612345'))).toBe(true);
      expect(newWorkflow.matches(config, journeyCall('61234'))).toBe(false);
    }
  });

  test('Workato 20: a custom body without workflowId still starts the recipe of its address', () => {
    expect(newWorkflow.matches({ workflow: '612345' }, journeyCall(null))).toBe(true);
    expect(newWorkflow.matches({}, journeyCall('7'))).toBe(true);
  });
});

describe('the dates of Iterable', () => {
  test.each([
    ['2026-01-05 22:51:25 +00:00', '2026-01-05T22:51:25.000Z'],
    ['2026-01-05 22:51:25 +0000', '2026-01-05T22:51:25.000Z'],
    ['2026-01-05 22:51:25 -05:30', '2026-01-06T04:21:25.000Z'],
    ['2025-12-19T22:43:34.134105.000Z', '2025-12-19T22:43:34.134Z'],
    ['2026-01-05T22:51:25Z', '2026-01-05T22:51:25.000Z'],
    ['2026-01-05 22:51:25', '2026-01-05T22:51:25.000Z'],
    ['2026-02-30 00:00:00 +00:00', null],
    ['2026-13-01 00:00:00 +00:00', null],
    ['2026-01-05 24:00:00 +00:00', null],
    ['yesterday', null],
  ])('"%s" is %s', (text, expected) => {
    expect(parseIterableDate(text)).toBe(expected);
  });
});
