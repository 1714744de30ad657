import { standing, type Subscription } from './consent-change.ts';
import { emptyConsentDocument, withPush, type ConsentDocument } from './consent-document.ts';

/**
 * Makes one document of those that turned out to belong to one person: a person may be known by email here and by user ID
 * there. Where they disagree, Iterable is asked to be brought to what stands. Pure; the order does not matter.
 */
export function joinDocuments(documents: readonly ConsentDocument[], nowMs: number): ConsentDocument {
  const [first = emptyConsentDocument(), ...others] = documents;
  return others.reduce((joined, other) => joinTwo(joined, other, nowMs), first);
}

function joinTwo(a: ConsentDocument, b: ConsentDocument, nowMs: number): ConsentDocument {
  const registers = { ...a.registers };
  const disputed: Subscription[] = [];
  for (const [subscription, change] of Object.entries(b.registers)) {
    const before = registers[subscription];
    if (before !== undefined && before.preference !== change.preference) disputed.push(subscription as Subscription);
    registers[subscription] = before === undefined ? change : standing(before, change);
  }
  const joined: ConsentDocument = {
    registers,
    intents: [...a.intents, ...b.intents].sort((x, y) => x.startedMs - y.startedMs),
    history: [...a.history, ...b.history].sort((x, y) => x.atMs - y.atMs),
    push: a.push ?? b.push,
    callbacks: [...a.callbacks, ...b.callbacks],
  };
  const open = b.push === null ? [] : b.push.subscriptions;
  return withPush(joined, [...open, ...disputed], nowMs, b.push?.createUser);
}
