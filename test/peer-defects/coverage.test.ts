import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

/** What other connectors to Iterable get wrong, one line each. Every line has a test whose title begins with its id. */
const defects: Readonly<Record<string, string>> = {
  'Workato 1': 'underscores in keys of events become dots',
  'Workato 2': 'dots in keys of answers become underscores',
  'Workato 3': 'the same event twice makes two jobs',
  'Workato 4': 'CSV is split on commas and line breaks, and all rows share one record',
  'Workato 5': 'the path reads a field that does not exist and has an empty part',
  'Workato 6': 'mistyped attributes of fields lose what they say',
  'Workato 7': 'an event in the pick list is spelled as Iterable never sends it',
  'Workato 8': 'the list of events lacks many',
  'Workato 9': 'the US host only',
  'Workato 10': 'a field of the form stays in the body',
  'Workato 11': 'an output schema is no list, and nobody notices',
  'Workato 12': 'values of certain names are divided by 1000 or become 1970',
  'Workato 13': 'ids are guessed from text, and empty text clears subscriptions',
  'Workato 14': 'the address in a path is not encoded',
  'Workato 15': 'the pick list of campaigns is its first page, of any medium',
  'Workato 16': 'drawing a form runs an export',
  'Workato 17': 'an unknown address is a success without a word',
  'Workato 18': 'failures in a 200 are not read',
  'Workato 19': 'no splitting, no waiting after 429, and many operations missing',
  'Workato 20': 'webhooks without authentication, and bodies without a name are lost',
  'Workato 21': 'sends by address only',
  'n8n 1': 'an event needs an address or an id instead of a person',
  'n8n 2': 'values of data fields and ids are text only',
  'n8n 3': 'identifiers come from the first item, and one failing item stops all',
  'n8n 4': 'the address of one item leaks into the query of the next',
  'n8n 5': 'the address in the path of a deletion is not encoded',
  'n8n 6': 'failCount is never read',
  'n8n 7': 'all items in one request of any size',
  'n8n 8': 'pages are not read',
  'n8n 9': 'no triggers',
  'n8n 10': 'the test of a key needs the permission for webhooks',
  'Segment 1': 'settings of batching are sent as part of the event',
  'Segment 2': 'all members of an audience succeed on 200',
  'Segment 3': 'lists go to the US only',
  'Segment 4': 'the list of the first item is used for all',
  'Segment 5': 'a batch skips the check for a person',
  'Segment 6': 'dates that are none become null or another day',
  'Segment 7': 'the input is changed, and both names of a person are sent',
  'Segment 8': 'a createdAt that cannot be read becomes null',
  'Segment 9': 'more properties of items are written twice',
  'Segment 10': 'a batch of 1,001',
  'RudderStack 1': 'createdAt in milliseconds',
  'RudderStack 2': 'an event without a name gets one',
  'RudderStack 3': 'adding a product replaces the whole cart unseen',
  'RudderStack 4': 'a large first event makes an empty batch',
  'RudderStack 5': 'a good event is marked as failed with a bad one of the same person',
  'RudderStack 6': 'event names that are not allowed are skipped when failCount is 0',
  'RudderStack 7': 'an anonymous id becomes a user ID',
  'RudderStack 8': 'an event that is sent again is another event',
  'RudderStack 9': 'journey webhooks without an event name are dropped',
  'RudderStack 10': 'webhooks without authentication and dedup',
  'RudderStack 11': 'the user ID is a hash of the address',
  'RudderStack 12': 'a createdAt that is no date throws',
  'Iterable TS client 1': 'changing a webhook sends fields that Iterable does not have',
  'Iterable TS client 2': 'names of failed rows that Iterable does not have, and the real ones are dropped',
  'Iterable TS client 3': 'up to 1,000 events of a person, where Iterable gives 200',
  'Iterable TS client 4': 'the text false is true',
  'Iterable TS client 5': 'a user without an address cannot be read, and fields of the bulk update are lost',
  'Iterable TS client 6': 'email and user ID are taken together',
  'Iterable TS client 7': 'no retry, no Retry-After',
  'Iterable TS client 8': 'pages of ten campaigns',
  'Iterable TS client 9': 'no purchases, carts, forgetting, devices',
  'iterable-go 1': 'the US host is a constant',
  'iterable-go 2': 'a single attempt',
  'iterable-go 3': 'a fixed short pause without jitter or Retry-After',
  'iterable-go 4': 'unset fields are sent as 0 or empty text',
  'iterable-go 5': 'failures by user ID or in other letters count as success',
  'iterable-go 6': 'what waits is in memory only',
  'iterable-go 7': 'no check of 4 MB',
  'iterable-go 8': 'a setting of the batch is taken from one of its items',
  'iterable-go 9': 'the limiter does nothing unless one is given',
  'Grouparoo 1': 'the answer to a 429 is never handled',
  'Grouparoo 2': 'an empty name of a list gives a text as its id',
  'mParticle 1': 'values are guessed from text',
  'mParticle 2': 'a 500 or 503 drops the data',
  'mParticle 3': 'one malformed list id stops the batch',
  'mParticle 4': 'addresses are made up',
  'mParticle 5': 'the US host, in an extension',
  'tap-iterable 1': 'the first page of campaigns',
  'tap-iterable 2': 'the US host, in a tap',
  'tap-iterable 3': 'members of a list without a word on the limit of 5 a minute',
  'tap-iterable 4': 'waits that ignore Retry-After',
  'Estuary 1': 'an export type is spelled otherwise than Iterable does',
  'Estuary 2': 'the US host, in a capture',
  'Fides 1': 'people are erased by address only',
  'Fides 2': 'the US host, in an erasure',
  'w6w 1': 'a bulk 200 with failures is a success',
  'w6w 2': 'no triggers and no pick lists',
  'w6w 3': 'no retry and no limiter',
  'w6w 4': 'nobody can be forgotten',
  'w6w 5': 'no key that makes a repeated call the same one',
};

const root = new URL('..', import.meta.url).pathname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.endsWith('peer-defects/coverage.test.ts'))
  .map((name) => readFileSync(`${root}/${name}`, 'utf8'));

test('Each known defect of another connector has a test that bears its id.', () => {
  const missing = Object.keys(defects).filter((id) => !sources.some((text) => text.includes(`'${id}: `)));
  expect(missing).toEqual([]);
});

test('Each test of a defect bears an id that is listed.', () => {
  const known = Object.keys(defects);
  const names = [...new Set(known.map((id) => id.replace(/ \d+$/, '')))].join('|');
  const used = sources.flatMap((text) =>
    [...text.matchAll(new RegExp(`'((?:${names}) \\d+): `, 'g'))].map(([, id]) => id),
  );
  expect(used.filter((id) => !known.includes(id ?? ''))).toEqual([]);
  expect(new Set(used).size).toBe(known.length);
});
