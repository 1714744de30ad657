import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// the arrows of docs/architecture.md as data: folder -> project folders and packages it may never import
const arrows = {
  errors: {
    never: ['schemas', 'actions', 'triggers', 'recipes', 'connector', 'sandbox', 'designer', 'test', 'bench'],
    pure: true,
  },
  schemas: {
    never: ['actions', 'triggers', 'recipes', 'connector', 'sandbox', 'designer', 'test', 'bench'],
    pure: true,
  },
  actions: {
    never: ['triggers', 'recipes', 'connector/(?!define)', 'sandbox', 'designer', 'test', 'bench'],
    pure: true,
  },
  triggers: {
    never: ['actions', 'recipes', 'connector/(?!define)', 'sandbox', 'designer', 'test', 'bench'],
    pure: true,
  },
  recipes: {
    never: ['actions', 'triggers', 'connector/(?!define)', 'sandbox', 'designer', 'test', 'bench'],
    pure: true,
  },
  designer: {
    never: ['errors', 'schemas', 'actions', 'triggers', 'recipes', 'connector', 'sandbox', 'test', 'bench'],
  },
  connector: { never: ['designer', 'sandbox', 'test', 'bench'] },
  sandbox: {
    never: [
      'connector',
      'actions',
      'triggers',
      'recipes',
      'errors',
      'designer',
      'test',
      'bench',
      'schemas/(?!iterable)',
    ],
  },
};

const impure = [
  { name: 'axios', message: 'Pure folders do no I/O.' },
  { name: 'better-sqlite3', message: 'Pure folders do no I/O.' },
];

const clockAndRandom = [
  { object: 'Date', property: 'now', message: 'Inject the clock.' },
  { object: 'Math', property: 'random', message: 'Inject randomness.' },
];

export default tseslint.config(
  { ignores: ['dist/**', '**/node_modules/**', 'coverage/**', 'data/**', 'designer/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  { files: ['**/*.js'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } } },
  ...Object.entries(arrows).map(([folder, { never, pure }]) => ({
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: pure ? impure : [],
          patterns: [
            {
              regex: `^(\\.\\./)+(${never.join('|')})(/|$|(?<=define)|(?<!\\w))`,
              message: `${folder}/ may not import this: see docs/architecture.md.`,
            },
            ...(pure ? [{ regex: '^node:', message: `${folder}/ does no I/O: see docs/architecture.md.` }] : []),
          ],
        },
      ],
      ...(pure ? { 'no-restricted-properties': ['error', ...clockAndRandom] } : {}),
    },
  })),
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
