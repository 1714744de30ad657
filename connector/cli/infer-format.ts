import type { Output } from './output.ts';
import { indentedJson } from './output.ts';
import type { CliIo } from './cli-io.ts';
import { describeShape, type PathReport } from '../../schemas/infer/describe-shape.ts';
import { shapeToJson } from '../../schemas/infer/shape-json.ts';
import type { Shape } from '../../schemas/infer/shape.ts';
import { toJsonSchema } from '../../schemas/infer/to-json-schema.ts';
import { toTypeScript } from '../../schemas/emit/typescript.ts';
import { toWorkatoFields } from '../../schemas/emit/workato.ts';
import { toZodSource } from '../../schemas/emit/zod.ts';
import { safeText, tableLines } from './text-table.ts';

/** What `itc infer --format` takes. */
export const inferFormats = ['json-schema', 'typescript', 'zod', 'workato', 'fields', 'shape'] as const;

export type InferFormat = (typeof inferFormats)[number];

/** The choices of how a shape is written. */
export interface WriteOptions {
  format: InferFormat;
  closed?: boolean;
  draft: '2020-12' | '07';
  name?: string;
}

const fieldColumns = [
  { head: 'PATH', cell: ({ path }: PathReport) => (path === '' ? '(sample)' : path) },
  { head: 'TYPES', cell: ({ types }: PathReport) => Object.keys(types).join('|') || 'not known yet' },
  { head: 'PRESENT', cell: ({ present, of }: PathReport) => `${present}/${of}` },
  { head: 'FORMAT', cell: ({ formats }: PathReport) => formats.join(' ') },
  { head: 'NOTES', cell: fieldNotes },
];

function fieldNotes({ dictionary, personal, values, bigs }: PathReport): string {
  const notes = [
    dictionary && 'dictionary',
    personal && 'personal data',
    bigs > 0 && 'beyond 2^53',
    values !== undefined && `one of ${values.join(', ')}`,
  ];
  return notes.filter((note) => note !== false).join('; ');
}

/** Source code as it is; only on a terminal what could steer it is replaced. */
function sourceLines(io: CliIo, source: string): string[] {
  const text = source.trimEnd();
  return [io.stdoutIsTty ? safeText(text) : text];
}

/** Writes source code: as text, or with `--json` as the member `source` of one document. */
export function showSource(io: CliIo, out: Output, document: { source: string; [key: string]: unknown }): void {
  out.show(document, () => sourceLines(io, document.source));
}

/** Writes a shape on stdout in the format asked for, and nothing else. */
export async function showShape(io: CliIo, out: Output, shape: Shape, options: WriteOptions): Promise<void> {
  const { format, name } = options;
  if (format === 'shape') {
    const document = shapeToJson(shape);
    out.show(document, () => [JSON.stringify(document)]);
    return;
  }
  if (format === 'fields') {
    const reports = describeShape(shape);
    out.show({ items: reports, next: null }, () => {
      const { head, body } = tableLines(reports, fieldColumns);
      return [out.style('bold', head), ...body];
    });
    return;
  }
  const schema = toJsonSchema(shape, {
    closed: options.closed === true,
    draft: options.draft === '07' ? 'draft-07' : '2020-12',
    ...(name === undefined ? {} : { title: name }),
  });
  if (format === 'typescript') showSource(io, out, { format, source: await toTypeScript(schema, name) });
  else if (format === 'zod') showSource(io, out, { format, source: toZodSource(schema, name) });
  else {
    const document = format === 'workato' ? toWorkatoFields(schema) : schema;
    out.show(document, () => indentedJson(document, ''));
  }
}
