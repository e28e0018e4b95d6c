module.exports = { ...require('../../jest.preset.cjs'), displayName: 'supergraph', rootDir: __dirname };
