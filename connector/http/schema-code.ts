import { toDatapills, toTypeScript, toWorkatoFields, toZodSource } from '../../schemas/index.ts';

/** The forms a schema can be had in. */
export const codeFormats = ['json-schema', 'typescript', 'zod', 'workato', 'datapills'] as const;
type CodeFormat = (typeof codeFormats)[number];

const writers: Record<CodeFormat, (schema: unknown) => unknown> = {
  'json-schema': (schema) => schema,
  typescript: (schema) => toTypeScript(schema),
  zod: (schema) => toZodSource(schema),
  workato: (schema) => toWorkatoFields(schema),
  datapills: (schema) => toDatapills(schema, 'trigger'),
};

/** A schema in one of its forms: text, or plain JSON data. */
export async function codeOf(schema: unknown, format: CodeFormat): Promise<unknown> {
  return await writers[format](schema);
}
