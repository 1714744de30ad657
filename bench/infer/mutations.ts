interface Payload {
  [name: string]: unknown;
  dataFields: Record<string, unknown>;
}

/** A fault in a payload that no schema learned from a thousand good ones may pass; false when it cannot be made here. */
type Mutation = (payload: Payload) => boolean;

const drop =
  (name: string): Mutation =>
  (payload) =>
    Reflect.deleteProperty(payload, name);
const put =
  (name: string, value: unknown): Mutation =>
  (payload) =>
    Reflect.set(payload, name, value);
const inner =
  (mutate: Mutation): Mutation =>
  (payload) =>
    mutate(payload.dataFields as Payload);
const item =
  (name: string, value: unknown): Mutation =>
  ({ dataFields }) => {
    const first = (dataFields['items'] as Record<string, unknown>[] | undefined)?.[0];
    return first !== undefined && Reflect.set(first, name, value);
  };

const mutations: readonly Mutation[] = [
  ...['email', 'eventName', 'dataFields'].map(drop),
  ...['campaignId', 'createdAt', 'url', 'labels', 'workflowId'].map((name) => inner(drop(name))),
  put('email', 5),
  put('eventName', null),
  put('dataFields', []),
  ...(
    [
      ['campaignId', 'x'],
      ['campaignId', 1.5],
      ['campaignId', null],
      ['labels', ['a', 1]],
      ['labels', {}],
      ['messageId', {}],
      ['workflowId', 'x'],
      ['workflowName', 4],
      ['total', true],
      ['locale', 7],
      ['items', {}],
    ] as const
  ).map(([name, value]) => inner(put(name, value))),
  item('sku', 5),
  item('price', 'x'),
  item('quantity', 1.5),
  item('sku', null),
];

/** Each text with each of the faults, and as a whole in a wrong place. */
export function mutated(texts: readonly string[]): unknown[] {
  const found: unknown[] = [];
  for (const text of texts) {
    for (const mutate of mutations) {
      const payload = JSON.parse(text) as Payload;
      if (mutate(payload)) found.push(payload);
    }
    found.push([JSON.parse(text)], text, null);
  }
  return found;
}
