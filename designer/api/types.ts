import type { paths } from './schema.d.ts';

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
type Item<P extends keyof paths> = Answer<P> extends { items: (infer I)[] } ? I : never;

export type Session = Answer<'/session'>;
export type Connection = Item<'/connections'>;
export type ConnectionHealth = Answer<'/connections/{name}/health'>;
export type ConnectionTest = NonNullable<ConnectionHealth['lastTest']>;
export type ActionSummary = Item<'/actions'>;
export type ActionDetail = Answer<'/actions/{name}'>;
export type TriggerSummary = Item<'/triggers'>;
export type TriggerDetail = Answer<'/triggers/{name}'>;
export type Recipe = Item<'/recipes'>;
export type RecipeTemplate = Item<'/recipe-templates'>;
export type Job = Item<'/jobs'>;
export type JobStatus = Job['status'];
export type JobDetail = Answer<'/jobs/{id}'>;
export type StepAttempt = JobDetail['ledger'][number];
export type JobStatistics = Answer<'/statistics/jobs'>;
export type Task = Item<'/tasks'>;
export type TaskReport = Answer<'/tasks/{id}'>;
export type IncomingEvent = Item<'/events'>;
export type EventDetail = Answer<'/events/{id}'>;
export type RejectedCall = Item<'/rejected-calls'>;
export type LearnedSchema = Item<'/schemas'>;
export type TriggerSchema = Answer<'/schemas/{connection}/{triggerKey}'>;
export type SchemaVersion = Item<'/schemas/{connection}/{triggerKey}/versions'>;
export type FieldEdit = TriggerSchema['edits'][number];
export type DriftReport = Item<'/drift'>;
export type ServerFacts = Answer<'/server'>;
export type Alerts = NonNullable<Answer<'/alerts'>['alerts']>;
export type OpenSession = Item<'/sessions'>;
export type Person = Item<'/people'>;
export type Role = Person['role'];
export type ApiToken = Item<'/tokens'>;
export type AuditEntry = Item<'/audit'>;
export type BulkRun = Item<'/bulk'>;
type Posted<P extends keyof paths> = paths[P] extends {
  post: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
export type SchemaPreview = Posted<'/schemas/{connection}/{triggerKey}/preview'>;
export type SchemaChange = NonNullable<
  paths['/schemas/{connection}/{triggerKey}/preview']['post']['requestBody']
>['content']['application/json'];
export type PicklistAnswer = Answer<'/picklists/{name}'>;

export type TaskOrder = NonNullable<paths['/tasks']['post']['requestBody']>['content']['application/json'];

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The part of JSON Schema that action inputs use, with the form hints of the connector. */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  examples?: Json[];
  enum?: Json[];
  const?: Json;
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[] | undefined;
  oneOf?: JsonSchema[] | undefined;
  allOf?: JsonSchema[];
  $ref?: string | undefined;
  $defs?: Record<string, JsonSchema>;
  maxLength?: number;
  /** known values where any other is allowed too */
  options?: (string | number)[];
  form?: {
    sticky?: boolean;
    advanced?: boolean;
    picklist?: { name: string; args?: Record<string, string | number | boolean> };
    control?: 'text' | 'textarea' | 'number' | 'boolean' | 'date' | 'dataFields' | 'items';
  };
}
