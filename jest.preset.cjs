const swc = require('node:path').join(__dirname, 'swc.json');
const shippedAsEsmOnly = ['jose', 'oauth4webapi', 'openid-client', 'temporal-polyfill', 'temporal-spec', 'temporal-utils', 'uuid'];
module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/src/**/*.spec.ts'],
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', JSON.parse(require('node:fs').readFileSync(swc, 'utf8'))] },
  transformIgnorePatterns: [`/node_modules/(?!(${shippedAsEsmOnly.join('|')})/)`],
  globalSetup: require('node:path').join(__dirname, 'libs/database/src/testing/global-setup.ts'),
  globalTeardown: require('node:path').join(__dirname, 'libs/database/src/testing/global-teardown.ts'),
  setupFilesAfterEnv: [require('node:path').join(__dirname, 'tools/jest/timeout.cjs')],
  moduleNameMapper: require('./tools/aliases.cjs').jest,
};
