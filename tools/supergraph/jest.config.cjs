module.exports = { ...require('../../jest.preset.cjs'), displayName: 'tools-supergraph', rootDir: __dirname };
