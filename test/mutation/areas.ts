/**
 * Modules that are mutated together, and exactly the tests that are about them: each of hundreds of changes starts those tests anew, and
 * loads all of these files.
 */
export interface Area {
  /** files whose every change has to make a test fail */
  mutate: readonly string[];
  /** files of the tests that must notice */
  tests: readonly string[];
}

const inFolder = (folder: string, names: string): string[] => names.split(' ').map((name) => `${folder}/${name}.ts`);
const inTests = (folder: string, names: string): string[] => inFolder(`test/${folder}`, names).map(asTest);
const asTest = (path: string): string => path.replace(/\.ts$/, '.test.ts');

const iterable = (names: string): string[] => inFolder('connector/iterable', names);
const intake = (names: string): string[] => inFolder('connector/intake', names);
const security = (names: string): string[] => inFolder('connector/security', names);
const recipes = (names: string): string[] => inFolder('recipes', names);
const mapping = (names: string): string[] => inFolder('recipes/mapping', names);

/** What `npm run test:mutation -- <area>` mutates: a few modules, so that a run takes minutes. */
export const areas: Record<string, Area> = {
  answers: { mutate: iterable('outcome'), tests: inTests('iterable', 'outcome') },
  refusals: { mutate: iterable('decode-error'), tests: inTests('iterable', 'decode-error') },
  settle: { mutate: recipes('settle-step retry-delay'), tests: inTests('recipes', 'settle-step') },

  templates: {
    mutate: mapping('parse-path parse-template template-cursor template scope'),
    tests: inTests('recipes', 'template scope'),
  },
  functions: {
    mutate: [
      ...mapping('mapping-function functions'),
      ...inFolder('recipes/mapping/functions', 'list-functions object-functions text-functions value-functions'),
    ],
    tests: [...inTests('recipes', 'functions'), 'test/docs/mapping-page.test.ts'],
  },
  'numbers-and-dates': {
    mutate: [
      ...mapping('parse-date compare-values'),
      ...inFolder('recipes/mapping/functions', 'number-functions date-functions'),
    ],
    tests: [...inTests('recipes', 'functions compare-values parse-date'), 'test/docs/mapping-page.test.ts'],
  },
  mapping: { mutate: mapping('resolve apply-clear'), tests: inTests('recipes', 'resolve') },
  conditions: { mutate: recipes('condition'), tests: inTests('recipes', 'condition') },
  forms: {
    mutate: recipes('check-literal schema-path nearest-name'),
    tests: inTests('recipes', 'check-literal schema-path'),
  },
  pills: {
    mutate: recipes('check-pills pill-environment'),
    tests: inTests('recipes', 'check-recipe check-messages check-loops'),
  },
  checks: {
    mutate: recipes('check-recipe recipe-check-context compile-step action-calls step-ids'),
    tests: inTests('recipes', 'check-recipe check-messages check-loops check-steps step-tree'),
  },
  problems: { mutate: recipes('schema-problems'), tests: inTests('recipes', 'recipe-schema') },
  bounds: { mutate: recipes('document-bounds recipe-limits'), tests: inTests('recipes', 'document-bounds') },
  documents: {
    mutate: recipes('parse-recipe recipe-schema recipe'),
    tests: inTests('recipes', 'parse-recipe read-recipe recipe-schema'),
  },
  written: {
    mutate: recipes('define-recipe pill index'),
    tests: inTests('recipes', 'define-recipe write-recipe'),
  },
  ledger: {
    mutate: recipes('start-recipe resume-recipe job-machine'),
    tests: inTests('recipes', 'run-recipe run-pages run-places'),
  },

  senders: {
    mutate: intake('check-secret check-write-key check-source hook-recipes hook-address hook-call started-jobs'),
    tests: inTests('intake', 'sender-rules'),
  },
  deliveries: {
    mutate: intake(
      'delivery-identity parse-payload measure-json check-shape check-headers check-content-type check-method check-rate allowance',
    ),
    tests: inTests('intake', 'guard-rules'),
  },
  receiving: {
    mutate: intake('intake keep-event open-call answer rejected-calls tell-sparingly'),
    tests: inTests('intake', 'receiving refused-webhooks receiving-over-http tell-sparingly'),
  },
  bodies: {
    mutate: intake('read-body drain-request intake-limits'),
    tests: inTests('intake', 'read-body'),
  },
  calls: { mutate: intake('read-calls tracking-limits'), tests: inTests('intake', 'read-calls') },
  tracking: {
    mutate: intake('tracking-intake keep-calls inflate-body'),
    tests: inTests('intake', 'tracking-intake'),
  },

  seal: {
    mutate: security('seal hash-secret api-token canonical-json new-secret redact-headers'),
    tests: inTests('security', 'sealed-form secrets'),
  },
  'secret-files': { mutate: security('secret-files'), tests: inTests('security', 'secret-files') },
  'master-key': { mutate: security('master-key'), tests: inTests('security', 'master-key') },
  audit: { mutate: security('audit-log'), tests: inTests('security', 'audit-log audit-chain') },
  addresses: {
    mutate: security('client-address source-allowlist outbound-guard'),
    tests: [...inTests('security', 'client-address'), ...inTests('outbound', 'guard-rules')],
  },
  ranges: { mutate: security('iterable-ranges'), tests: inTests('security', 'iterable-ranges') },
  sessions: {
    mutate: security('session-cookie session-book cross-site setup-link'),
    tests: inTests('security', 'session-cookie session-book cross-site setup-link'),
  },
  passwords: {
    mutate: security('sign-in-throttle password password-rules'),
    tests: inTests('security', 'sign-in-throttle password-rules'),
  },
  people: { mutate: security('people-book'), tests: inTests('security', 'people-book') },
  callers: {
    mutate: security('permissions caller resolve-caller token-book person-keys'),
    tests: inTests('security', 'callers token-book person-keys'),
  },
  'single-sign-on': { mutate: security('single-sign-on'), tests: inTests('security', 'single-sign-on') },
};

/** Whole folders: `npm run test:mutation -- <group>` goes through the areas of one and records one figure. */
export const groups: Record<string, { folder: string | null; areas: readonly string[] }> = {
  outcome: { folder: null, areas: ['answers', 'refusals', 'settle'] },
  recipes: {
    folder: 'recipes',
    areas: [
      'settle',
      'templates',
      'functions',
      'numbers-and-dates',
      'mapping',
      'conditions',
      'forms',
      'pills',
      'checks',
      'problems',
      'bounds',
      'documents',
      'written',
      'ledger',
    ],
  },
  intake: { folder: 'connector/intake', areas: ['senders', 'deliveries', 'receiving', 'bodies', 'calls', 'tracking'] },
  security: {
    folder: 'connector/security',
    areas: [
      'seal',
      'secret-files',
      'master-key',
      'audit',
      'addresses',
      'ranges',
      'sessions',
      'passwords',
      'people',
      'callers',
      'single-sign-on',
    ],
  },
};
