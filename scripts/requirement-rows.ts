/** A feature that a product around Iterable offers, and what stands for it here. */
export interface RequirementRow {
  /** D tracking calls, W recipes and their designer, F consent and erasure, L bulk write-back, G template sends */
  id: string;
  /** what must hold */
  what: string;
  /** parts of titles of tests that prove it, besides those that carry its id */
  tests?: readonly string[];
  /** why it is not proven; a row with neither a test nor a reason is a fault */
  open?: string;
}

export const requirementRows: readonly RequirementRow[] = [
  { id: 'D1', what: 'The API key is sealed, never shown again, and a key of the wrong kind is told by its kind' },
  {
    id: 'D2',
    what: 'The region is chosen or told from a dashboard address, and a wrong one is found out',
    tests: ['The host comes from the region', 'A 401 is explained by asking the other region with one read.'],
  },
  { id: 'D3', what: 'The project id makes dashboard links and is never needed' },
  {
    id: 'D4',
    what: 'Install with a working default mapping in one call',
    tests: ['D5'],
    open: 'The call and the command exist; a screen for it does not',
  },
  { id: 'D5', what: 'The install call checks its bearer and config and makes nothing twice' },
  { id: 'D6', what: 'Page and track calls become custom events' },
  { id: 'D7', what: 'Identify calls upsert the user' },
  { id: 'D8', what: 'Orders and carts become purchases and cart updates' },
  { id: 'D9', what: 'A missing identity stops the action and is named' },
  { id: 'D10', what: 'Delivery from the server alone' },
  { id: 'D11', what: 'A command sends a test event and shows request, answer and link' },
  { id: 'D12', what: 'A live tail of jobs with the HTTP status of each step' },
  { id: 'D13', what: 'The usual symptoms are told with cause and next step' },
  { id: 'D14', what: 'Limits are kept per project and endpoint' },

  { id: 'W1', what: 'Several named connections, apart from each other', tests: ['finds nothing with the filter %s'] },
  { id: 'W2', what: 'The key goes in a header of every call', tests: ['A call carries the key in a header only'] },
  { id: 'W3', what: 'Stable webhook addresses', tests: ['Workato 20: a custom body without workflowId'] },
  {
    id: 'W4',
    what: 'All system events by name, and free text',
    open: 'Held by test/triggers without a title of its own',
  },
  {
    id: 'W5',
    what: 'Journey webhooks of every method and form',
    tests: ['a journey webhook with GET takes the query as its fields'],
  },
  {
    id: 'W6',
    what: 'Webhooks are authenticated unless chosen otherwise',
    tests: ['takes the old and the new secret after a rotation'],
  },
  { id: 'W7', what: 'A filter of events, with counts of what was dropped', tests: ['L18: the filter of a trigger'] },
  {
    id: 'W8',
    what: 'Journeys by id, pasted address, or the address called',
    tests: ['Workato 20: a custom body without workflowId'],
  },
  {
    id: 'W9',
    what: 'Fields from a sample or from the payload of a job',
    tests: ['gets schemas of its'],
    open: 'Built in the designer and REST (test/e2e/schemas.e2e.ts, test/http/schemas.test.ts), without a title of its own',
  },
  { id: 'W10', what: 'Fields by hand with exact names', open: 'Built in the wizard, without a title of its own' },
  { id: 'W11', what: 'The raw payload is in the history', tests: ['is found by a part of its body, query or headers'] },
  {
    id: 'W12',
    what: 'Subscribers into a list, a result for each',
    open: 'Held by the contract tests of every action, without a title of its own',
  },
  { id: 'W13', what: 'Bulk upserts by count and bytes', tests: ['Rows of one person go out in their order'] },
  { id: 'W14', what: 'Create a list', open: 'Held by the contract tests of every action, without a title of its own' },
  { id: 'W15', what: 'An unknown user is a result of its own', tests: ['D13: a user that was not created'] },
  {
    id: 'W16',
    what: 'Channels and lists with ids and names',
    tests: ['lists the pick lists and loads one with its arguments'],
  },
  { id: 'W17', what: 'Send SMS', tests: ['An SMS goes to a campaign found in the pick list'] },
  { id: 'W18', what: 'Track an event', open: 'Held by the contract tests of every action, without a title of its own' },
  {
    id: 'W19',
    what: 'Subscriptions are not overwritten by accident',
    tests: ['Stored subscriptions that cannot be read are not overwritten.'],
  },
  {
    id: 'W20',
    what: 'Upsert a user with all its options',
    open: 'Held by the contract tests of every action, without a title of its own',
  },
  {
    id: 'W21',
    what: 'Data fields with exact keys and live names',
    open: 'Built in the builder (test/e2e/mapping-data.e2e.ts), without a title of its own',
  },
  {
    id: 'W22',
    what: 'Inputs explain themselves',
    tests: ['its form draws from JSON Schema with a title for every field'],
  },
  { id: 'W23', what: 'Job history with filters and reruns', tests: ['listings are filtered, newest first'] },

  { id: 'F1', what: 'Host by region from a fixed list', tests: ['The host comes from the region'] },
  { id: 'F2', what: 'The key as in D1', tests: ['D1'] },
  { id: 'F3', what: 'A webhook id, checked, or none' },
  { id: 'F4', what: 'Both regions', tests: ['The host comes from the region'] },
  {
    id: 'F5',
    what: 'A test that changes nothing and names the cause',
    tests: ['The test of a connection finds a key of the other region.'],
  },
  { id: 'F6', what: 'The user is made before consent is applied' },
  { id: 'F7', what: 'Notices are mapped to subscriptions, both ways' },
  { id: 'F8', what: 'One change moves exactly what is mapped' },
  { id: 'F9', what: 'A consent address per connection' },
  { id: 'F10', what: 'Bearer and OAuth2 prefixes are taken, compared in constant time' },
  { id: 'F11', what: 'Only subscribe and unsubscribe events count' },
  { id: 'F12', what: 'The first token is given once, to an admin' },
  { id: 'F13', what: 'Tokens are renewed daily in time, with an overlap' },
  { id: 'F14', what: 'A static token works and is warned of' },
  { id: 'F15', what: 'An expired token is refused with the reason' },
  { id: 'F16', what: 'People are erased within the limits of days' },
  { id: 'F17', what: 'A check of the public address' },
  {
    id: 'F18',
    what: 'Which endpoint each function uses is documented',
    open: 'docs/consent.md and docs/operations.md, without a test',
  },

  { id: 'L1', what: 'Connections with an environment', tests: ['D3'] },
  {
    id: 'L2',
    what: 'The key is never echoed',
    open: 'Hidden prompt of the command line and password field of the designer, without a title of its own',
  },
  { id: 'L3', what: 'A wrong webhook secret is refused', tests: ['takes the old and the new secret after a rotation'] },
  {
    id: 'L4',
    what: 'The webhook address on the connection',
    open: 'Shown on the screen and by `itc connect list`, without a title of its own',
  },
  {
    id: 'L5',
    what: 'What the key can do is listed by reads alone',
    tests: ['The test of a connection finds a key of the other region.'],
  },
  { id: 'L6', what: 'Engagement events have one name each, and keep the raw one' },
  { id: 'L7', what: 'Any property is written to many users' },
  {
    id: 'L8',
    what: 'Templates of all media',
    tests: ['Every upsert says that all templates with the same ID are overwritten.'],
  },
  { id: 'L9', what: 'Recipes start by the clock' },
  {
    id: 'L10',
    what: 'States of a connection with the cause',
    tests: ['The test of a connection finds a key of the other region.'],
  },
  { id: 'L11', what: 'The test only reads', open: 'Held by test/iterable/test-connection, without a title of its own' },
  { id: 'L12', what: 'Limits without set-up', tests: ['D14'] },
  {
    id: 'L13',
    what: '500,000 profiles at the limit of Iterable',
    open: 'A benchmark, not a test: `npm run bench -- bulk-long`, docs/bulk.md',
  },
  { id: 'L14', what: 'Retry-After in both forms', tests: ['Retry-After can be had in seconds and as a date.'] },
  {
    id: 'L15',
    what: 'Keys are sealed, each at its place',
    tests: [
      'sealing the same text 2,000 times gives 2,000 different records',
      'seals everything anew while secrets are written and read, and takes the old key away',
    ],
  },
  {
    id: 'L16',
    what: 'Only https to Iterable',
    tests: ['The host comes from the region, and only a sandbox on this machine may replace it.'],
  },
  {
    id: 'L17',
    what: 'Roles: owners and admins manage, members use',
    tests: ['finds nothing at any route that names one, and changes nothing'],
  },
  { id: 'L18', what: 'Counts of what a filter dropped' },
  { id: 'L19', what: 'A wrong secret is told and counted', tests: ['F15'] },
  {
    id: 'L20',
    what: 'Long lists are read as a stream',
    tests: ['The members of a list are brought from Iterable and written like the rows of a file.'],
  },
  { id: 'L21', what: 'Counts of success and failure with the items', tests: ['L7'] },
  {
    id: 'L22',
    what: 'Run again, whole or what failed',
    tests: ['A redrive takes the failed rows alone, under the numbers that they had.'],
  },
  { id: 'L23', what: 'A hint to the status page after repeated server errors', open: 'Not built' },
  { id: 'L24', what: 'A key with spaces is trimmed', tests: ['trims spaces around the key with a warning.'] },

  { id: 'G1', what: 'Key and region as in D1 and D2', tests: ['D1'] },
  { id: 'G2', what: 'Message types for transactional and marketing' },
  { id: 'G3', what: 'A thin profile before a send' },
  {
    id: 'G4',
    what: 'Header name and secret are made and checked',
    tests: ['takes the old and the new secret after a rotation'],
  },
  { id: 'G5', what: 'Message events have one name each' },
  { id: 'G6', what: 'Connection test as L10', tests: ['The test of a connection finds a key of the other region.'] },
  { id: 'G7', what: 'One template and campaign per content' },
  { id: 'G8', what: 'Sends carry an id that comes back' },
  { id: 'G9', what: 'A timeline of each message' },
  { id: 'G10', what: 'Single sends and broadcasts with pacing' },
  { id: 'G11', what: 'Attachments are refused with the reason' },
  { id: 'G12', what: 'Inline pictures get an address' },
  {
    id: 'G13',
    what: 'An allowlist of addresses',
    tests: ['F10', 'admit senders of the own region only, and nobody while no file was read'],
  },
  { id: 'G14', what: 'Suppressions are kept once' },
  { id: 'G15', what: 'Suppressions leave a list when configured' },
  { id: 'G16', what: 'An unknown recipient is explained' },
  { id: 'G17', what: 'Diagnostics of what does not join' },
  { id: 'G18', what: 'What is verified and what is not is documented', open: 'docs/webhooks.md, without a test' },
  { id: 'G19', what: 'A test mode with an allowlist of recipients' },
];
