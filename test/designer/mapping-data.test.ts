import { describe, expect, it } from '@jest/globals';

import { clashOf, pairTypeFor, sampled } from '../../designer/fields/use-profile-fields.ts';
import { triggerKeyOf } from '../../designer/screens/recipe-builder/trigger-fields.ts';

describe('data fields of a profile', () => {
  it('are compared with the values that their pills give for the sample; what is not known is left out', () => {
    const known: Record<string, number> = { 'dataFields.points': 3, 'dataFields["my key"]': 4 };
    const value = { points: '{{ trigger.points }}', 'my key': '{{ trigger.x }}', lost: '{{ trigger.y }}', plan: 'pro' };
    expect(sampled(value, 'dataFields', (path) => known[path])).toEqual({ points: 3, 'my key': 4, plan: 'pro' });
  });

  it('show the clash of a key or of a field inside it, and of no other key', () => {
    const clash = { field: 'address.zip', expected: 'string', found: 'integer' };
    expect(clashOf([clash], 'address')).toBe(clash);
    expect(clashOf([clash], 'address.zip')).toBe(clash);
    expect(clashOf([clash], 'addr')).toBeUndefined();
    expect(clashOf([clash], '')).toBeUndefined();
  });

  it('take literals as Iterable types the field', () => {
    expect(['long', 'double', 'date', 'boolean', 'nested'].map(pairTypeFor)).toEqual([
      'number',
      'number',
      'text',
      'boolean',
      'json',
    ]);
  });
});

describe('the schema behind a trigger', () => {
  it('is that of its one event or journey', () => {
    expect(triggerKeyOf('system_webhook', { eventName: ' emailOpen ' })).toBe('event:emailOpen');
    expect(triggerKeyOf('system_webhook', { eventNames: ['smsClick'] })).toBe('event:smsClick');
    expect(triggerKeyOf('journey_webhook', { workflow: 612777 })).toBe('workflow:612777');
    const address = 'https://app.iterable.com/workflows/612345/edit';
    expect(triggerKeyOf('journey_webhook', { workflow: address })).toBe('workflow:612345');
  });

  it('is none for several events, for none, or while the trigger is not known', () => {
    expect(triggerKeyOf('system_webhook', { eventNames: ['a', 'b'] })).toBeNull();
    expect(triggerKeyOf('system_webhook', { eventName: ' ' })).toBeNull();
    expect(triggerKeyOf('journey_webhook', {})).toBeNull();
    expect(triggerKeyOf(undefined, { eventName: 'emailOpen' })).toBeNull();
  });
});
