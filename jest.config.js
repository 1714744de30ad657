/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFiles: ['<rootDir>/test/property-seed.js'],
  globalSetup: '<rootDir>/test/postgres/jest-setup.js',
  globalTeardown: '<rootDir>/test/postgres/jest-teardown.js',
  reporters: ['default', '<rootDir>/test/reporters/closing-line.js'],
  testTimeout: 30_000,
  // the modules of a test file are never freed: one process for all files runs out of its heap
  workerIdleMemoryLimit: '1.2GB',
  randomize: true,
};
