// Only the tests of the pure rules that are mutated, so that a run takes minutes; and no database, which the preset may start.
const { globalSetup, globalTeardown, ...config } = require('./jest.config.cjs');
const { mutate } = require('./stryker.config.json');
module.exports = { ...config, testMatch: mutate.map((rule) => `**/${rule.slice('libs/patient/'.length, -'.ts'.length)}.spec.ts`) };