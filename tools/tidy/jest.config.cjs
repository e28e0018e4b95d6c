// It reads the workspace and needs no database.
module.exports = { ...require('../../jest.preset.cjs'), globalSetup: undefined, globalTeardown: undefined, testTimeout: 60_000, displayName: 'tidy', rootDir: __dirname };
