// Only the tests of the pure rules that are mutated, so that a run takes minutes; and no database, which the preset may start.
const { globalSetup, globalTeardown, ...config } = require('./jest.config.cjs');
const rules = ['signing/signing-gate', 'service-lines/timed-units', 'needling/needling', 'obligations/obligation', 'outcome-measures/score', 'screenings/screening', 'consents/consent', 'notes/note'];
module.exports = { ...config, testMatch: rules.map((rule) => `**/src/${rule}.spec.ts`) };
