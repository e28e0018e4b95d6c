// Only the tests of what is mutated, so that a run takes minutes; and no database, which the preset may start.
const { globalSetup, globalTeardown, ...config } = require('./jest.config.cjs');
module.exports = { ...config, testMatch: ['**/src/balance/*.spec.ts', '**/src/validate/*.spec.ts'] };
