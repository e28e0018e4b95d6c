module.exports = { ...require('../../jest.preset.cjs'), displayName: 'database', testTimeout: 30_000, rootDir: __dirname };
