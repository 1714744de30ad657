# Loads a generated connector as Workato's SDK does, checks every field against the rules of its schema, and runs actions, pick lists
# and the trigger against a running server. Usage: ruby check-connector.rb CONNECTOR URL TOKEN CONNECTION
require 'json'
require 'net/http'

TYPES = %w[string integer number boolean date date_time timestamp object array].freeze
CONTROLS = %w[
  text text-area plain-text plain-text-area integer number checkbox date date_time select multiselect tree key_value
  phone email url password subdomain static-list schema-designer
].freeze
KEYS = %i[
  name label type control_type optional hint sample properties of pick_list pick_list_params toggle_hint toggle_field sticky default
].freeze

class Refused < StandardError; end

# What lambdas of a connector may call.
class Dsl
  Call = Struct.new(:value, :fault) do
    def after_error_response(pattern)
      yield(fault[:code], fault[:body], {}, fault[:message]) if fault && pattern.match?(fault[:code].to_s)
      value
    end

    def [](key) = after_error_response(/$^/)[key]
  end

  def initialize(connector, connection)
    @connector = connector
    @connection = connection
    @headers = {}
  end

  def run(lambda, *args, **named) = named.empty? ? instance_exec(*args, &lambda) : instance_exec(*args, **named, &lambda)
  def headers(added) = @headers.merge!(added)
  def error(message) = raise(Refused, message)
  def call(name, *args) = run(@connector[:methods][name.to_sym], *args)
  def workato = self
  def parse_json(text) = JSON.parse(text)
  def get(path, query = {}) = request(Net::HTTP::Get, path, query).value
  def post(path, body) = request(Net::HTTP::Post, path, {}, body)

  private

  def request(kind, path, query, body = nil)
    run(@connector[:connection][:authorization][:apply], @connection)
    uri = URI(run(@connector[:connection][:base_uri], @connection) + path)
    uri.query = URI.encode_www_form(query) unless query.empty?
    call = kind.new(uri, @headers.merge('Content-Type' => 'application/json'))
    call.body = JSON.generate(body) if body
    answer = Net::HTTP.start(uri.host, uri.port) { |http| http.request(call) }
    fault = { code: answer.code, body: answer.body, message: answer.message } unless answer.is_a?(Net::HTTPSuccess)
    raise Refused, fault.inspect if fault && kind == Net::HTTP::Get

    Call.new(fault ? nil : JSON.parse(answer.body), fault)
  end
end

def check_fields(fields, path, lists)
  raise "#{path}: not a list" unless fields.is_a?(Array)

  names = fields.map { |field| field[:name] }
  raise "#{path}: names repeat" unless names.uniq.length == names.length

  fields.sum do |field|
    place = "#{path}.#{field[:name]}"
    raise "#{place}: a name is missing" unless field[:name].is_a?(String) && !field[:name].empty?
    raise "#{place}: unknown keys #{field.keys - KEYS}" unless (field.keys - KEYS).empty?
    raise "#{place}: type #{field[:type]}" unless field[:type].nil? || TYPES.include?(field[:type])
    raise "#{place}: control #{field[:control_type]}" unless field[:control_type].nil? || CONTROLS.include?(field[:control_type])
    raise "#{place}: an object needs properties" if field[:type] == 'object' && !field[:properties].is_a?(Array)
    raise "#{place}: a list needs of" if field[:type] == 'array' && !TYPES.include?(field[:of])
    raise "#{place}: no pick list #{field[:pick_list]}" if field[:pick_list].is_a?(String) && !lists.key?(field[:pick_list].to_sym)
    raise "#{place}: optional is a yes or no" unless [true, false, nil].include?(field[:optional])

    toggled = field[:toggle_field]
    1 + (field[:properties] ? check_fields(field[:properties], place, lists) : 0) + (toggled ? check_fields([toggled], place, lists) : 0)
  end
end

file, url, token, name = ARGV
connector = eval(File.read(file), TOPLEVEL_BINDING, file) # rubocop:disable Security/Eval -- a connector is Ruby source
dsl = Dsl.new(connector, { 'url' => url, 'token' => token, 'connection' => name })
connection = { 'url' => url, 'token' => token, 'connection' => name }

dsl.run(connector[:test], connection)
definitions = connector[:object_definitions].to_h { |key, value| [key.to_s, dsl.run(value[:fields], connection, {})] }
fields = connector[:actions].sum do |key, action|
  %i[title subtitle description input_fields execute output_fields].each { |part| raise "#{key}: no #{part}" unless action[part] }
  input = check_fields(dsl.run(action[:input_fields], definitions), "#{key}.input", connector[:pick_lists])
  output = check_fields(dsl.run(action[:output_fields], definitions), "#{key}.output", connector[:pick_lists])
  dsl.run(action[:sample_output], connection, {})
  input + output
end
trigger = connector[:triggers][:new_event]
fields += check_fields(dsl.run(trigger[:output_fields], definitions), 'new_event', connector[:pick_lists])

upsert = connector[:actions][:upsert_user][:execute]
given = { 'email' => 'ruby@example.com', 'dataFields' => '{"plan":"gold"}' }
raise 'the upsert gave no output' unless dsl.run(upsert, connection, given).is_a?(Hash)

begin
  dsl.run(upsert, connection, {})
  raise 'an upsert without a person passed'
rescue Refused => e
  raise e unless e.message.include?('ITC_')
end
lists = dsl.run(connector[:pick_lists][:lists], connection)
raise 'the lists are no pairs' unless lists.all? { |pair| pair.length == 2 }

first = dsl.run(trigger[:poll], connection, {}, nil)
second = dsl.run(trigger[:poll], connection, {}, first[:next_poll])
raise 'a poll gave an event twice' unless second[:events].empty?
raise 'a poll gave no event' if first[:events].empty?

puts JSON.generate(actions: connector[:actions].length, fields: fields, events: first[:events].length)
