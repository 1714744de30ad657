import { toWorkatoFields } from '../../schemas/index.ts';
import type { Registry } from '../registry.ts';
import { inputFields, type InputField } from './input-fields.ts';
import { RubyCode, writeRuby } from './write-ruby.ts';

const controls = {
  text: { type: 'string', control_type: 'text' },
  integer: { type: 'integer', control_type: 'integer' },
  number: { type: 'number', control_type: 'number' },
  boolean: { type: 'boolean', control_type: 'checkbox' },
  options: { type: 'string', control_type: 'select' },
  // Workato draws no form for keys that the user designs
  json: { type: 'string', control_type: 'text-area' },
} as const;

/** One field of an input form, in the words of Workato's schema. */
export function workatoInputField({ name, title, help, kind, required, options, example, picklist }: InputField) {
  const jsonHint = kind === 'json' ? 'Write it as JSON.' : '';
  const hint = [help, jsonHint].filter((part) => part !== '').join(' ');
  const base = {
    name,
    label: title,
    ...controls[kind],
    optional: !required,
    ...(hint === '' ? {} : { hint }),
    ...(example === null || kind === 'json' ? {} : { sample: String(example) }),
  };
  if (kind === 'options') return { ...base, pick_list: options.map((option) => [option, option]) };
  if (picklist === null || kind === 'json') return base;
  return {
    ...base,
    control_type: 'select',
    pick_list: picklist.name,
    ...(Object.keys(picklist.args).length === 0 ? {} : { pick_list_params: picklist.args }),
    toggle_hint: 'Choose from the list',
    toggle_field: { ...base, toggle_hint: 'Enter the value' },
  };
}

const connection = {
  fields: [
    {
      name: 'url',
      label: 'Address',
      optional: false,
      hint: 'Where iterable-connector is reached, such as https://connector.example.com',
    },
    {
      name: 'token',
      label: 'Token',
      optional: false,
      control_type: 'password',
      hint: 'A token of iterable-connector, not the API key of Iterable.',
    },
    {
      name: 'connection',
      label: 'Connection',
      optional: false,
      hint: 'The name of the connection that actions work on.',
    },
  ],
  base_uri: new RubyCode('lambda do |connection|', "  connection['url']", 'end'),
  authorization: {
    type: 'custom_auth',
    apply: new RubyCode(
      'lambda do |connection|',
      `  headers('Authorization' => "Bearer #{connection['token']}")`,
      'end',
    ),
  },
};

const runAction = new RubyCode(
  'lambda do |connection, name, input, json_fields|',
  '  json_fields.each do |field|',
  '    input[field] = workato.parse_json(input[field]) if input[field].is_a?(String)',
  '  end',
  '  answer = post("/api/v1/actions/#{name}/run", connection: connection[\'connection\'], input: input)',
  '           .after_error_response(/.*/) do |_code, body, _headers, message|',
  '    error("#{message}: #{body}")',
  '  end',
  "  fault = answer['error']",
  "  error(\"#{fault['code']}: #{fault['message']} #{fault['hint']}\") if answer['outcome'] != 'success'",
  "  answer['output']",
  'end',
);

const newEvent = {
  title: 'New event',
  subtitle: 'New event from Iterable',
  description: 'New event that Iterable sent to iterable-connector',
  input_fields: new RubyCode(
    'lambda do |_object_definitions|',
    "  [{ name: 'event_name', label: 'Event', optional: true, hint: 'Only events of this name, such as emailBounce.' }]",
    'end',
  ),
  // pages go from new to old: they are read until the newest event of the poll before
  poll: new RubyCode(
    'lambda do |connection, input, closure|',
    '  closure ||= {}',
    '  fresh = []',
    '  cursor = nil',
    '  loop do',
    "    query = { connection: connection['connection'], limit: 100, eventName: input['event_name'], cursor: cursor }.compact",
    "    page = get('/api/v1/events', query)",
    "    seen = page['items'].index { |event| event['id'] == closure['last'] }",
    "    fresh.concat(page['items'].take(seen || page['items'].length))",
    "    cursor = page['next']",
    "    break if seen || cursor.nil? || closure['last'].nil? || fresh.length >= 1000",
    '  end',
    "  last = fresh.empty? ? closure['last'] : fresh.first['id']",
    '  {',
    '    events: fresh.reverse.map { |event| get("/api/v1/events/#{event[\'id\']}") },',
    "    next_poll: { 'last' => last },",
    '    can_poll_more: false',
    '  }',
    'end',
  ),
  dedup: new RubyCode('lambda do |event|', "  event['id']", 'end'),
  output_fields: new RubyCode(
    'lambda do |_object_definitions|',
    '  [',
    "    { name: 'id' }, { name: 'connection' }, { name: 'eventName' }, { name: 'workflowId' },",
    "    { name: 'receivedAt', type: 'date_time' },",
    "    { name: 'payload', type: 'object', properties: [{ name: 'text', hint: 'The body as it came.' }] }",
    '  ]',
    'end',
  ),
};

/** A lambda that gives a value. */
const lambda = (args: string, value: unknown): RubyCode =>
  new RubyCode(`lambda do |${args}|`, ...`  ${writeRuby(value, 2)}`.split('\n'), 'end');

/**
 * A custom connector for Workato's connector SDK, as Ruby source: every action of the catalogue, run through this connector's REST API, and a
 * polling trigger. Input fields, pick lists and outputs come from the declarations.
 */
export function toWorkatoConnector(registry: Registry): string {
  const described = registry.actions.map(({ name }) => registry.describeAction(name));
  const definition = {
    title: 'Iterable (iterable-connector)',
    connection,
    test: new RubyCode('lambda do |connection|', '  get("/api/v1/connections/#{connection[\'connection\']}")', 'end'),
    object_definitions: Object.fromEntries(
      described.flatMap(({ name, input, output }) => [
        [`${name}_input`, { fields: lambda('_connection, _config_fields', inputFields(input).map(workatoInputField)) }],
        [`${name}_output`, { fields: lambda('_connection, _config_fields', toWorkatoFields(output)) }],
      ]),
    ),
    methods: { run_action: runAction },
    actions: Object.fromEntries(
      described.map(({ name, title, summary, docs, input, examples }) => [
        name,
        {
          title,
          subtitle: title,
          description: summary,
          help: docs,
          input_fields: lambdaOf('object_definitions', `object_definitions['${name}_input']`),
          execute: lambdaOf(
            'connection, input',
            `call('run_action', connection, '${name}', input, %w[${inputFields(input)
              .filter(({ kind }) => kind === 'json')
              .map((field) => field.name)
              .join(' ')}])`,
          ),
          output_fields: lambdaOf('object_definitions', `object_definitions['${name}_output']`),
          sample_output: lambda('_connection, _input', examples[0].output),
        },
      ]),
    ),
    triggers: { new_event: newEvent },
    pick_lists: Object.fromEntries(
      registry.picklists.map(({ name, args }) => [
        name,
        new RubyCode(
          `lambda do |${['connection', ...Object.keys(args).map((arg) => `${arg}: nil`)].join(', ')}|`,
          `  query = { connection: connection['connection']${Object.keys(args)
            .map((arg) => `, ${arg}: ${arg}`)
            .join('')} }.compact`,
          `  get('/api/v1/picklists/${name}', query)['items'].map { |item| [item['label'], item['value']] }`,
          'end',
        ),
      ]),
    ),
  };
  return `# Generated by \`itc export workato\` from the declarations of iterable-connector.\n${writeRuby(definition)}\n`;
}

const lambdaOf = (args: string, body: string): RubyCode => new RubyCode(`lambda do |${args}|`, `  ${body}`, 'end');
