import { z } from 'zod';

import { field, type Action, type AntiExample } from '../connector/define.ts';
import { id } from './fields.ts';

/** Iterable reads a path of digits only as the id of a snippet, so such a name could never be addressed. */
const isNoNumber = (name: string): boolean => !/^\d+$/.test(name);

export const snippetName = z
  .string()
  .trim()
  .max(100)
  .regex(/^[A-Za-z0-9_ -]+$/, 'Expected letters, digits, blanks, - and _')
  .refine(isNoNumber, 'Expected a name that is not a number: Iterable would read it as an ID');

/** A snippet by id or by name, and further fields. */
export const oneSnippet = <F extends Record<string, z.ZodType>>(fields: F) =>
  z
    .strictObject({
      snippetId: id.optional().meta(field({ title: 'Snippet', sticky: true, picklist: { name: 'snippets' } })),
      name: snippetName.optional().meta(
        field({
          title: 'Name',
          help: 'Instead of the ID. A name of digits only would be read as an ID.',
          sticky: true,
        }),
      ),
      ...fields,
    })
    .refine((input) => ((input as Named).snippetId === undefined) !== ((input as Named).name === undefined), {
      error: 'Expected either the ID or the name of the snippet',
      path: ['snippetId'],
    });

interface Named {
  snippetId?: number | undefined;
  name?: string | undefined;
}

/** The path parameter of a snippet. */
export const snippetPath = ({ snippetId, name }: Named) => ({ identifier: snippetId ?? name ?? '' });

export const snippetContent = {
  content: z
    .string()
    .min(1, 'Expected content')
    .meta(
      field({
        title: 'Content',
        help: 'HTML with Handlebars. Scripts and inline event handlers are refused by Iterable.',
        control: 'textarea',
      }),
    ),
  description: z
    .string()
    .optional()
    .meta(field({ title: 'Description' })),
  variables: z
    .array(z.string().regex(/^\w+$/, 'Expected letters, digits and _'))
    .optional()
    .meta(field({ title: 'Variables', help: 'Names used in the content, told apart by case.' })),
  createdByUserId: z
    .string()
    .optional()
    .meta(field({ title: 'Creator', help: 'Address of a member of the project.', advanced: true })),
};

export const snippet = z.looseObject({
  id: z.int().optional().meta({ title: 'Snippet ID' }),
  name: z.string().optional().meta({ title: 'Name' }),
  content: z.string().optional().meta({ title: 'Content' }),
  description: z.string().nullish().meta({ title: 'Description' }),
  variables: z.array(z.string()).nullish().meta({ title: 'Variables' }),
  createdAt: z.string().optional().meta({ title: 'Created at' }),
  updatedAt: z.string().optional().meta({ title: 'Updated at' }),
});

export const snippetExample = {
  id: 3321,
  name: 'Footer',
  content: '<p>{{company}}</p>',
  description: 'Below every email',
  variables: ['company'],
  createdAt: '2031-01-01T10:00:00Z',
  updatedAt: '2031-01-01T10:00:00Z',
};

/** What a change of a snippet gives. */
export const snippetIdAnswer = z.looseObject({ snippetId: z.int().optional().meta({ title: 'Snippet ID' }) });

/** What all actions on snippets have in common. */
export const onSnippets = {
  resource: 'snippets',
  identity: 'none',
  answer: 'object',
} as const satisfies Partial<Action>;

/** Inputs that every action on one snippet refuses. @param fields what it needs besides the snippet */
export const snippetAntiExamples = (fields: object): [AntiExample, ...AntiExample[]] => [
  { input: fields, reason: 'The ID or the name is needed.' },
  { input: { name: '12345', ...fields }, reason: 'A name of digits only would be read as an ID: another snippet.' },
  { input: { snippetId: 3321, name: 'Footer', ...fields }, reason: 'The ID and the name may mean two snippets.' },
  { input: { name: 'a/b', ...fields }, reason: 'Names have letters, digits, blanks, - and _ only.' },
];
