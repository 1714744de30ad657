import type { FormSchema } from '../check-declaration.ts';

/** What a form of another tool must know of one input field; `json` = an object or list that such forms cannot draw. */
export type InputKind = 'text' | 'integer' | 'number' | 'boolean' | 'options' | 'json';

export interface InputField {
  name: string;
  title: string;
  help: string;
  kind: InputKind;
  required: boolean;
  options: string[];
  example: unknown;
  picklist: { name: string; args: Record<string, unknown> } | null;
  isAdvanced: boolean;
}

type Branch = FormSchema & { anyOf?: FormSchema[]; enum?: unknown[]; examples?: unknown[]; description?: string };

/** The top-level fields of an action's input, in the order of the declaration. */
export function inputFields(input: FormSchema): InputField[] {
  const required = new Set(Array.isArray(input['required']) ? (input['required'] as unknown[]) : []);
  return Object.entries(input.properties ?? {}).map(([name, schema]) => {
    const field = schema as Branch;
    const form = (field.form ?? {}) as {
      picklist?: { name: string; args?: Record<string, unknown> };
      advanced?: boolean;
    };
    const options = field.enum ?? [];
    const isOptions = options.length > 0 && options.every((option) => typeof option === 'string');
    return {
      name,
      title: field.title ?? name,
      help: field.description ?? '',
      kind: isOptions ? 'options' : kindOf(field),
      required: required.has(name),
      options: isOptions ? options : [],
      example: field.examples?.[0] ?? null,
      picklist: form.picklist === undefined ? null : { name: form.picklist.name, args: form.picklist.args ?? {} },
      isAdvanced: form.advanced === true,
    };
  });
}

/** The narrowest kind that holds every value of the schema; text holds numbers too, since inputs read numeric texts. */
function kindOf(schema: Branch): InputKind {
  const types = typesOf(schema);
  types.delete('null');
  if (types.size === 0 || types.has('object') || types.has('array')) return 'json';
  const [only] = types;
  if (types.size === 1 && (only === 'integer' || only === 'number' || only === 'boolean')) return only;
  return 'text';
}

function typesOf(schema: Branch): Set<string> {
  const own = Array.isArray(schema.type) ? (schema.type as string[]) : schema.type === undefined ? [] : [schema.type];
  return new Set([...own, ...(schema.anyOf ?? []).flatMap((branch) => [...typesOf(branch)])]);
}
