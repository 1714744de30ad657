import base from './jest.config.js';

/** The tests that need a browser; `npm test` leaves them out. @type {import('jest').Config} */
export default {
  ...base,
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['**/*.e2e.ts'],
  testTimeout: 120_000,
};
