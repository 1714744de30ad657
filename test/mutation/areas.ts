export interface Area {
  /** files whose every change has to make a test fail */
  mutate: readonly string[];
  /** folders and files of the tests that must notice */
  tests: readonly string[];
}

/** What `npm run test:mutation -- <area>` mutates. */
export const areas: Record<string, Area> = {
  outcome: {
    mutate: ['connector/iterable/outcome.ts', 'recipes/settle-step.ts', 'recipes/retry-delay.ts'],
    // tests that load little: each of hundreds of changes starts them anew
    tests: ['test/iterable/outcome.test.ts', 'test/recipes/settle-step.test.ts'],
  },
  settle: {
    mutate: ['recipes/settle-step.ts', 'recipes/retry-delay.ts'],
    tests: ['test/recipes/settle-step.test.ts'],
  },
  refusals: {
    mutate: ['connector/iterable/decode-error.ts'],
    tests: ['test/iterable/outcome.test.ts', 'test/iterable/symptom-table.test.ts', 'test/iterable/client.test.ts'],
  },
  seal: {
    mutate: [
      'connector/security/seal.ts',
      'connector/security/hash-secret.ts',
      'connector/security/master-key.ts',
      'connector/security/api-token.ts',
      'connector/security/audit-log.ts',
      'connector/security/canonical-json.ts',
    ],
    tests: ['test/security'],
  },
  security: { mutate: ['connector/security/**/*.ts'], tests: ['test/security', 'test/http'] },
  recipes: { mutate: ['recipes/**/*.ts'], tests: ['test/recipes'] },
  intake: { mutate: ['connector/intake/**/*.ts'], tests: ['test/intake', 'test/tracking'] },
};
